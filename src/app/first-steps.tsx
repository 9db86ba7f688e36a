import { useQuery } from '@tanstack/react-query'
import { useLocation } from 'react-router'
import { firstStepsQuery } from '../api/shared-queries.ts'
import * as paths from '../contract/paths.ts'
import { atLeast, type Role } from '../contract/session.ts'
import { ButtonLink } from '../ui/button-link.tsx'
import { CheckIcon } from '../ui/more-icons.tsx'
import { useText } from '../ui/language.tsx'
import { messages } from './messages.ts'

/** The desk and the pages that the steps lead to. Elsewhere staff are about something else, such as one order. */
const PLACES: ReadonlySet<string> = new Set([
  paths.desk,
  paths.newMember,
  paths.products,
  paths.sales,
  paths.orders,
])

/** From an empty portal to the first paid sale: one line of steps, what the next one is for, and its button. */
export function FirstSteps({ role }: { role: Role }) {
  const t = useText(messages)
  const { pathname } = useLocation()
  const here = PLACES.has(pathname)
  const { data } = useQuery({ ...firstStepsQuery, enabled: here })
  if (!here || !data || data.paid) return null
  const isAdmin = atLeast(role, 'admin')
  const steps = [
    { label: t.stepMember, text: t.stepMemberText, to: paths.newMember, done: data.member },
    {
      label: t.stepProduct,
      text: isAdmin ? t.stepProductText : t.askAdmin,
      to: isAdmin ? paths.products : null,
      done: data.product,
    },
    { label: t.stepSell, text: t.stepSellText, to: paths.sales, done: data.ordered },
    { label: t.stepPaid, text: t.stepPaidText, to: paths.orders, done: false },
  ]
  const next = steps.find((step) => !step.done)
  const count = steps.filter((step) => step.done).length
  return (
    <section aria-label={t.firstSteps} className="mb-6 rounded border border-line bg-raised">
      <ol className="grid grid-cols-4 max-md:grid-cols-1 max-md:p-3 md:divide-x md:divide-line">
        {steps.map((step, place) => (
          <li
            key={step.label}
            className={`flex items-center gap-2.5 px-4 py-3 max-md:px-1 max-md:py-1.5 ${step === next ? 'font-semibold' : 'text-muted'}`}
            {...(step === next && { 'aria-current': 'step' })}
          >
            <span
              className={`tabular flex size-6 shrink-0 items-center justify-center rounded-full text-small ${step.done ? 'bg-good-soft text-good' : step === next ? 'bg-accent text-on-accent' : 'bg-sunken text-muted'}`}
            >
              {step.done ? <CheckIcon size={14} /> : place + 1}
            </span>
            <span className="min-w-0">
              {step.label}
              {step.done && <span className="sr-only"> {t.done}</span>}
            </span>
          </li>
        ))}
      </ol>
      {next && (
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2 border-t border-line px-4 py-3">
          <p className="min-w-0 flex-1 basis-60">
            <span className="text-muted">{t.stepOf(count + 1, steps.length)}</span> {next.text}
          </p>
          {next.to && pathname !== next.to && (
            <ButtonLink to={next.to} {...(pathname === paths.desk && { look: 'primary' })}>
              {next.label}
            </ButtonLink>
          )}
        </div>
      )}
    </section>
  )
}
