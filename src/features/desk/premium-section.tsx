import { useState } from 'react'
import { Link } from 'react-router'
import { addDays, shanghaiDay } from '../../contract/days.ts'
import { COUNTED, type Desk, type Period, type Point } from '../../contract/desk.ts'
import { Amount } from '../../ui/amount.tsx'
import { Segmented } from '../../ui/field.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { DataTable } from '../../ui/table.tsx'
import { messages } from './messages.ts'
import { ordersOf } from './period.ts'
import { PremiumChart } from './premium-chart.tsx'
import { pointWords } from './words.ts'

/** Premium over the period, as a chart or a table. */
export function PremiumSection({ desk }: { desk: Desk }) {
  const t = useText(messages)
  const { language } = useLanguage()
  const [view, setView] = useState<'chart' | 'table'>('chart')
  const label = { hour: t.byHour, day: t.byDay, month: t.byMonth }[desk.by]
  const name = { hour: t.hour, day: t.day, month: t.monthColumn }[desk.by]
  const issuedAt = (point: Point) =>
    ordersOf(daysOf(point, desk), { statuses: COUNTED.issued, hour: hourOf(point) })
  const today = shanghaiDay(Date.now())
  return (
    <section aria-label={label} className="min-w-0 border-t border-line py-5">
      <div className="mb-4 flex flex-wrap items-center justify-between gap-3">
        <h3 className="font-semibold">{label}</h3>
        <Segmented<'chart' | 'table'>
          label={t.view}
          hideLabel
          value={view}
          options={[
            { value: 'chart', label: t.chart },
            { value: 'table', label: t.table },
          ]}
          onChange={setView}
        />
      </div>
      {view === 'chart' ? (
        <>
          {desk.figures.premium === 0 && <p className="mb-3 text-muted">{t.noPremium}</p>}
          <PremiumChart
            key={desk.points.length}
            label={label}
            points={desk.points}
            by={desk.by}
            to={issuedAt}
          />
        </>
      ) : (
        <DataTable
          label={label}
          rows={desk.points}
          rowKey={({ at }) => at}
          columns={[
            {
              name,
              cell: (point) => (
                <Link
                  to={ordersOf(daysOf(point, desk), { hour: hourOf(point) })}
                  className="text-accent underline-offset-4 hover:underline"
                >
                  {pointWords(point.at, desk.by, language, today)}
                </Link>
              ),
            },
            {
              name: t.ordered,
              align: 'right',
              cell: ({ ordered }) => <span className="tabular">{ordered}</span>,
            },
            {
              name: t.issuedCount,
              align: 'right',
              cell: ({ issued }) => <span className="tabular">{issued}</span>,
            },
            { name: t.premium, align: 'right', cell: ({ premium }) => <Amount fen={premium} /> },
          ]}
        />
      )}
    </section>
  )
}

/** `09` of `2026-01-31T09`, else nothing. */
const hourOf = ({ at }: Point) => at.slice(11) || undefined

/** The days of a point. */
function daysOf({ at }: Point, { from, to, by }: Desk): Period {
  if (by !== 'month') return { from: at.slice(0, 10), to: at.slice(0, 10) }
  const last = addDays(`${addDays(`${at}-01`, 31).slice(0, 7)}-01`, -1)
  return { from: from > `${at}-01` ? from : `${at}-01`, to: to < last ? to : last }
}
