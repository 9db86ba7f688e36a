import { Link } from 'react-router'
import { COUNTED, type Desk } from '../../contract/desk.ts'
import { useText } from '../../ui/language.tsx'
import { messages } from './messages.ts'
import { ordersOf } from './period.ts'
import { shareWords } from './words.ts'

/** Conversion funnel: counts and shares per step. */
export function Funnel({ desk }: { desk: Desk }) {
  const t = useText(messages)
  const { figures, begun } = desk
  const steps = [
    {
      name: t.begun,
      text: t.begunText(begun.drafts, begun.purchases),
      count: figures.ordered + begun.drafts + begun.purchases,
      to: null,
    },
    {
      name: t.orderedStep,
      text: t.orderedText(figures.failed),
      count: figures.ordered,
      to: ordersOf(desk, {}),
    },
    {
      name: t.paidStep,
      text: t.paidText,
      count: figures.paid,
      to: ordersOf(desk, { statuses: COUNTED.paid }),
    },
    {
      name: t.issuedStep,
      text: t.issuedText(figures.returned),
      count: figures.issued,
      to: ordersOf(desk, { statuses: COUNTED.issued }),
    },
  ]
  const first = steps[0]?.count ?? 0
  return (
    <section aria-label={t.funnel} className="min-w-0 border-t border-line py-5">
      <h3 className="mb-4 flex min-h-8 items-center font-semibold">{t.funnel}</h3>
      <ol className="flex flex-col gap-4">
        {steps.map(({ name, text, count, to }, place) => (
          <li key={name}>
            <p className="flex items-baseline gap-3">
              <span>{name}</span>
              {place > 0 && (
                <span className="text-small text-muted">
                  {t.ofBefore(shareWords(count, steps[place - 1]?.count ?? 0))}
                </span>
              )}
              <span className="tabular ml-auto font-semibold">
                {to ? (
                  <Link to={to} className="underline-offset-4 hover:underline">
                    {count.toLocaleString('en')}
                  </Link>
                ) : (
                  count.toLocaleString('en')
                )}
              </span>
            </p>
            <div className="my-1.5 h-2 rounded bg-line" aria-hidden="true">
              <div
                className="h-full rounded bg-accent"
                style={{ width: `${first === 0 ? 0 : (count / first) * 100}%` }}
              />
            </div>
            <p className="text-small text-muted">
              {text}
              {place > 1 && <span className="sr-only">{t.ofBegun(shareWords(count, first))}</span>}
            </p>
          </li>
        ))}
      </ol>
    </section>
  )
}
