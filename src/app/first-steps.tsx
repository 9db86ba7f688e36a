import { useQuery } from '@tanstack/react-query'
import { Link, useLocation } from 'react-router'
import { membersQuery, productsQuery } from '../api/shared-queries.ts'
import * as paths from '../contract/paths.ts'
import { atLeast, type Role } from '../contract/session.ts'
import { CheckIcon } from '../ui/icons.tsx'
import { useText } from '../ui/language.tsx'
import { messages } from './messages.ts'

/** Steps from an empty portal to the first sale. Hidden once members and products exist. */
export function FirstSteps({ role }: { role: Role }) {
  const t = useText(messages)
  const { pathname } = useLocation()
  const members = useQuery(membersQuery)
  const products = useQuery(productsQuery)
  if (!members.data || !products.data) return null
  const isAdmin = atLeast(role, 'admin')
  const steps = [
    { label: t.stepMember, to: paths.newMember, done: members.data.items.length > 0 },
    {
      label: isAdmin ? t.stepProduct : t.askAdmin,
      to: isAdmin ? paths.products : null,
      done: products.data.items.length > 0,
    },
    { label: t.stepSell, to: paths.sales, done: false },
  ]
  if (steps.slice(0, 2).every((step) => step.done)) return null
  const next = steps.find((step) => !step.done)
  return (
    <nav
      aria-label={t.firstSteps}
      className="mb-6 flex flex-wrap items-center gap-x-8 gap-y-2 rounded border border-line bg-raised px-4 py-3"
    >
      <p className="font-semibold">{t.firstSteps}</p>
      <ol className="flex flex-wrap gap-x-8 gap-y-2 max-md:w-full max-md:flex-col">
        {steps.map((step, place) => (
          <li
            key={step.label}
            className="flex items-center gap-2"
            {...(step === next && { 'aria-current': 'step' })}
          >
            <span
              className={`tabular flex size-6 items-center justify-center rounded-full text-small ${step.done ? 'bg-good-soft text-good' : step === next ? 'bg-accent text-on-accent' : 'bg-sunken text-muted'}`}
            >
              {step.done ? <CheckIcon size={14} /> : place + 1}
            </span>
            {step === next && step.to && pathname !== step.to ? (
              <Link to={step.to} className="font-semibold text-accent underline underline-offset-4">
                {step.label}
              </Link>
            ) : (
              <span className={step === next ? 'font-semibold' : 'text-muted'}>
                {step.label}
                {step.done && <span className="sr-only"> {t.done}</span>}
              </span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  )
}
