import { useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router'
import { orderQuery } from '../../api/order-queries.ts'
import { problemText } from '../../api/problem-text.ts'
import * as paths from '../../contract/paths.ts'
import type { Order } from '../../contract/orders.ts'
import { saveFile } from '../../lib/save-file.ts'
import { Amount } from '../../ui/amount.tsx'
import { Button } from '../../ui/button.tsx'
import { DataText } from '../../ui/data-text.tsx'
import { Skeleton } from '../../ui/feedback.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { PageHeader } from '../../ui/layout.tsx'
import { ProblemBanner } from '../../ui/problem.tsx'
import { messages } from './messages.ts'
import { orderNumber, orderTitle } from './order-title.ts'
import { peopleMessages } from './people-messages.ts'
import { cardWords, relationOf, sexAndAge, stateWords } from './person-columns.tsx'
import { personRows } from './person-rows.ts'
import { rosterFile } from './roster-file.ts'

/** All insured people with their policy numbers, for A4 and as a file. */
export function Component() {
  const t = useText(messages)
  const { language } = useLanguage()
  const { id = '' } = useParams()
  const order = useQuery(orderQuery(id))
  if (order.data) return <Roster order={order.data} />
  if (order.isPending) return <Skeleton label={t.loading} rows={8} />
  return <ProblemBanner {...problemText(order.error, language)} />
}

function Roster({ order }: { order: Order }) {
  const t = useText(messages)
  const p = useText(peopleMessages)
  const { language } = useLanguage()
  const rows = personRows(order)
  const title = t.rosterTitle(orderTitle(order, language))
  const save = async (format: 'xlsx' | 'csv') =>
    saveFile(await rosterFile(format, order, language), `${t.roster}-${orderNumber(order)}.${format}`)
  const heads = [t.number, t.name, t.card, p.sexAge, p.relation, t.policyCode, t.status, t.fee]
  return (
    <div className="print:text-small">
      <PageHeader
        title={title}
        documentTitle={`${title} ${orderNumber(order)}`}
        back={{ to: paths.to(paths.order, { id: order.id }), label: t.order }}
        detail={
          <>
            <DataText>{order.productName}</DataText> · <span className="tabular">{orderNumber(order)}</span>
            {' · '}
            {order.startDate && t.fromTo(order.startDate, order.endDate ?? '')}
            <span className="block text-small">{t.rosterMasked}</span>
          </>
        }
        actions={
          <span className="flex gap-2 print:hidden">
            <Button onClick={() => void save('csv')}>CSV</Button>
            <Button onClick={() => void save('xlsx')}>Excel</Button>
            <Button look="primary" onClick={() => window.print()}>
              {t.printRoster}
            </Button>
          </span>
        }
      />
      <div className="overflow-x-auto print:overflow-visible">
        <table aria-label={title} className="w-full border-collapse text-left">
          <thead>
            <tr>
              {heads.map((head) => (
                <th
                  key={head}
                  scope="col"
                  className="border-b border-line-strong py-1 pr-3 whitespace-nowrap"
                >
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, place) => (
              <tr key={row.key} className="break-inside-avoid">
                <Cell>{place + 1}</Cell>
                <Cell>
                  <DataText>{row.name}</DataText>
                </Cell>
                <Cell>{cardWords(row, language)}</Cell>
                <Cell>{sexAndAge(row, language)}</Cell>
                <Cell>{relationOf(row, language)}</Cell>
                <Cell>{row.policyCode ?? '—'}</Cell>
                <Cell>{stateWords(row, language)}</Cell>
                <Cell>
                  <Amount fen={row.fee} />
                </Cell>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  )
}

function Cell({ children }: { children: React.ReactNode }) {
  return <td className="tabular border-b border-line py-1 pr-3 whitespace-nowrap">{children}</td>
}
