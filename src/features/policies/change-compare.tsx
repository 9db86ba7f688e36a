import type { ReactNode } from 'react'
import type { Order } from '../../contract/orders.ts'
import { priceOf } from '../../contract/premiums.ts'
import type { Product } from '../../contract/products.ts'
import { yuan } from '../../lib/yuan.ts'
import { DayRange } from '../../ui/day-range.tsx'
import { useText } from '../../ui/language.tsx'
import { changeMessages } from './change-messages.ts'
import { daysBetween, hoursWithoutCover } from './change-words.ts'
import { premiumOf } from './surrender-choice.ts'

const NOTHING = '—'
/** Shorter gaps are told in hours. */
const IN_HOURS = 48
/** Name, before, after, and whether it changes where words do not tell. */
type Row = [string, ReactNode, ReactNode, boolean?]
/** Both are known and differ. */
const differs = (before: ReactNode, after: ReactNode) =>
  Boolean(before) && before !== NOTHING && after !== NOTHING && before !== after

/** Compares the order before and after the change: people, days, premium, and the hours without cover. */
export function ChangeCompare({
  order,
  product,
  picked,
  leaving,
  arriving,
  period,
}: {
  order: Order
  product: Product | undefined
  picked: Order['policies']
  leaving: number
  arriving: number
  period: { start: string | null; end: string | null }
}) {
  const t = useText(changeMessages)
  const oldDays = daysBetween(order.startDate, order.endDate)
  const newDays = daysBetween(period.start, period.end)
  const premium = premiumOf(picked)
  const price =
    product && order.planCode
      ? priceOf(product, { planCode: order.planCode, days: newDays, people: arriving })
      : null
  const gap = leaving === 0 ? null : hoursWithoutCover(order.startDate, period.start || null, Date.now())
  const people = (count: number) => (count === 0 ? NOTHING : t.countPeople(count))
  const days = (count: number | null) => (count === null ? NOTHING : t.countDays(count))
  const dates = (start: string | null, end: string | null) =>
    start && end ? <DayRange start={start} end={end} /> : NOTHING
  const priceWords = () => {
    if (price === null) return t.unknown
    return price.kind === 'expected' ? t.expected(yuan(price.total)) : t.from(yuan(price.each))
  }
  const gapWords = (hours: number) => (hours < IN_HOURS ? t.hours(hours) : t.gapDays(Math.round(hours / 24)))
  const moved = order.startDate !== period.start || order.endDate !== period.end
  const rows: Row[] = [
    [t.who, people(leaving), people(arriving)],
    [t.period, dates(order.startDate, order.endDate), dates(period.start, period.end), moved],
    [t.days, days(oldDays), days(newDays)],
    [
      t.premium,
      picked.length === 0 || premium === null ? NOTHING : t.surrendered(yuan(premium)),
      leaving === 0 ? NOTHING : priceWords(),
    ],
    [
      t.gap,
      '',
      <span key="gap" className={gap ? 'font-semibold text-bad' : ''}>
        {gap === null ? NOTHING : gapWords(gap)}
      </span>,
    ],
  ]
  return (
    <>
      <table aria-label={t.compare} className="w-full table-fixed border-collapse text-left lg:block">
        <thead className="lg:block">
          <tr className="border-b border-line text-small text-muted lg:grid lg:grid-cols-2">
            <th scope="col" className="w-1/4 lg:hidden">
              <span className="sr-only">{t.compare}</span>
            </th>
            <th scope="col" className="py-1 pr-3 font-normal">
              {t.before}
            </th>
            <th scope="col" className="py-1 font-normal">
              {t.after}
            </th>
          </tr>
        </thead>
        <tbody className="lg:block">
          {rows.map(([name, before, after, changed = differs(before, after)]) => (
            // Beside the form there is no room for a column of names: they stand above.
            <tr key={name} className="border-b border-line align-top lg:grid lg:grid-cols-2 lg:py-1.5">
              <th
                scope="row"
                className="py-1.5 pr-3 font-normal text-muted lg:col-span-2 lg:py-0 lg:text-small"
              >
                {name}
              </th>
              <td className="tabular py-1.5 pr-3 lg:py-0">{before}</td>
              <td className={`tabular py-1.5 lg:py-0 ${changed ? 'font-semibold' : ''}`}>{after}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="mt-2 text-small text-muted">{t.paid}</p>
    </>
  )
}
