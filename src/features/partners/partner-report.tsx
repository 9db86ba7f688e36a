import { ORDER_STATUS_WORDS } from '../../contract/glossary.ts'
import * as paths from '../../contract/paths.ts'
import { ORDER_STATUSES } from '../../contract/place-order.ts'
import type { Partner } from '../../contract/partners.ts'
import { Amount } from '../../ui/amount.tsx'
import { ButtonLink } from '../../ui/button-link.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { Section } from '../../ui/layout.tsx'
import { DataTable } from '../../ui/table.tsx'
import { messages } from './messages.ts'

/** Number and premium of a partner's orders by status. */
export function PartnerReport({ partner }: { partner: Partner }) {
  const t = useText(messages)
  const { language } = useLanguage()
  const rows = ORDER_STATUSES.flatMap((status) => {
    const row = partner.report.find((one) => one.status === status)
    return row
      ? [
          {
            ...row,
            name: ORDER_STATUS_WORDS[status][language],
            to: paths.to(paths.orders, {}, { partnerId: partner.id, status }),
          },
        ]
      : []
  })
  const sum = (what: 'count' | 'payable') => rows.reduce((total, row) => total + (row[what] ?? 0), 0)
  const all = {
    name: t.total,
    to: paths.to(paths.orders, {}, { partnerId: partner.id }),
    count: sum('count'),
    payable: sum('payable'),
  }
  return (
    <Section
      id="orders"
      title={t.report}
      aside={rows.length > 0 && <ButtonLink to={all.to}>{t.allOrders}</ButtonLink>}
    >
      {rows.length === 0 ? (
        <p className="text-muted">{t.noOrders}</p>
      ) : (
        <div className="max-w-2xl">
          <DataTable
            label={t.report}
            rows={rows.length > 1 ? [...rows, all] : rows}
            rowKey={({ to }) => to}
            to={({ to }) => to}
            columns={[
              { name: t.state, cell: ({ name }) => name },
              {
                name: t.count,
                align: 'right',
                cell: ({ count }) => <span className="tabular">{count}</span>,
              },
              { name: t.premium, align: 'right', cell: ({ payable }) => <Amount fen={payable} /> },
            ]}
          />
        </div>
      )}
    </Section>
  )
}
