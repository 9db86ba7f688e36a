import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { daysCovered, shanghaiDay } from '../../contract/days.ts'
import { COUNTED, type Desk } from '../../contract/desk.ts'
import { dayWords } from '../../lib/day-words.ts'
import { yuan } from '../../lib/yuan.ts'
import { useLanguage, useText } from '../../ui/language.tsx'
import { messages } from './messages.ts'
import { ordersOf } from './period.ts'
import { Trend } from './trend.tsx'
import { shareWords } from './words.ts'

/** Key figures compared with the previous period. Each links to its orders. */
export function Headline({ desk }: { desk: Desk }) {
  const t = useText(messages)
  const { language } = useLanguage()
  const { figures, before } = desk
  const average = ({ premium, issued }: Desk['figures']) => (issued === 0 ? 0 : Math.round(premium / issued))
  const insured = ordersOf(desk, { statuses: COUNTED.issued })
  const today = shanghaiDay(Date.now())
  return (
    <>
      <dl className="grid grid-cols-2 gap-x-6 gap-y-5 lg:grid-cols-4">
        <Figure
          name={t.premium}
          value={yuan(figures.premium)}
          to={insured}
          trend={desk.points.map((one) => one.premium)}
        >
          <Change now={figures.premium} then={before.figures.premium} />
        </Figure>
        <Figure
          name={t.issued}
          value={t.orders(figures.issued.toLocaleString('en'))}
          to={insured}
          trend={desk.points.map((one) => one.issued)}
        >
          <Change now={figures.issued} then={before.figures.issued} />
        </Figure>
        <Figure
          name={t.average}
          value={figures.issued === 0 ? '—' : yuan(average(figures))}
          to={insured}
          trend={desk.points.map((one) => (one.issued === 0 ? 0 : one.premium / one.issued))}
        >
          {figures.issued > 0 && <Change now={average(figures)} then={average(before.figures)} />}
        </Figure>
        <Figure
          name={t.returned}
          value={yuan(figures.returnedAmount)}
          to={ordersOf(desk, { statuses: COUNTED.returned })}
        >
          {t.returnedOf(figures.returned.toLocaleString('en'))}
        </Figure>
      </dl>
      <p className="mt-4 text-small text-muted">
        {t.versus(
          daysCovered(before.from, before.to),
          dayWords(before.from, language, today),
          dayWords(before.to, language, today),
        )}
        {before.untilNow && t.untilNow}
        {language === 'zh' ? '。' : '. '}
        {t.rule}
      </p>
    </>
  )
}

function Figure({
  name,
  value,
  to,
  trend = [],
  children,
}: {
  name: string
  value: string
  to: string
  trend?: readonly number[]
  children: ReactNode
}) {
  return (
    <div className="min-w-0">
      <dt className="text-muted">{name}</dt>
      <dd>
        <span className="flex items-center gap-4">
          <Link
            to={to}
            className="tabular text-title font-semibold whitespace-nowrap underline-offset-4 hover:underline"
          >
            {value}
          </Link>
          <Trend values={trend} />
        </span>
        <span className="block text-small text-muted">{children}</span>
      </dd>
    </div>
  )
}

/** Change against the previous period, as an arrow and words. */
function Change({ now, then }: { now: number; then: number }) {
  const t = useText(messages)
  if (now === then) return t.same
  if (then === 0) return t.fromNone
  const share = shareWords(Math.abs(now - then), then)
  return now > then ? (
    <span className="text-good">
      <span aria-hidden="true">↑ </span>
      {t.up(share)}
    </span>
  ) : (
    <span className="text-warn">
      <span aria-hidden="true">↓ </span>
      {t.down(share)}
    </span>
  )
}
