import type { ReactNode } from 'react'
import type { Order } from '../../contract/orders.ts'
import { priceOf } from '../../contract/premiums.ts'
import type { Product } from '../../contract/products.ts'
import { yuan } from '../../lib/yuan.ts'
import { useText } from '../../ui/language.tsx'
import { changeMessages } from './change-messages.ts'
import { daysBetween, hoursWithoutCover } from './change-words.ts'
import { premiumOf } from './surrender-choice.ts'

const NOTHING = '—'
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
  const gap = hoursWithoutCover(order.startDate, period.start || null, Date.now())
  const people = (count: number) => (count === 0 ? NOTHING : t.countPeople(count))
  const days = (count: number | null) => (count === null ? NOTHING : t.countDays(count))
  const dates = (start: string | null, end: string | null) => (start && end ? t.fromTo(start, end) : NOTHING)
  const rows: [string, ReactNode, ReactNode][] = [
    [t.who, people(leaving), people(arriving)],
    [t.period, dates(order.startDate, order.endDate), dates(period.start, period.end)],
    [t.days, days(oldDays), days(newDays)],
    [
      t.premium,
      picked.length === 0 || premium === null ? NOTHING : t.surrendered(yuan(premium)),
      price === null
        ? t.unknown
        : price.kind === 'expected'
          ? t.expected(yuan(price.total))
          : t.from(yuan(price.each)),
    ],
    [
      t.gap,
      '',
      <span key="gap" className={gap ? 'font-semibold text-bad' : ''}>
        {gap === null ? NOTHING : t.hours(gap)}
      </span>,
    ],
  ]
  return (
    <>
      <table aria-label={t.compare} className="w-full table-fixed border-collapse text-left">
        <thead>
          <tr className="border-b border-line text-small text-muted">
            <th scope="col" className="w-1/4">
              <span className="sr-only">{t.compare}</span>
            </th>
            <th scope="col" className="py-1 pr-4 font-normal">
              {t.before}
            </th>
            <th scope="col" className="py-1 font-normal">
              {t.after}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, before, after]) => (
            <tr key={name} className="border-b border-line">
              <th scope="row" className="py-1.5 pr-4 font-normal text-muted">
                {name}
              </th>
              <td className="tabular py-1.5 pr-4">{before}</td>
              <td className={`tabular py-1.5 ${differs(before, after) ? 'font-semibold' : ''}`}>{after}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="mt-2 text-muted">{t.paid}</p>
    </>
  )
}
