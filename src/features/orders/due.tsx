import { useExpectedPrice } from '../../api/use-expected-price.ts'
import type { OrderSummary } from '../../contract/orders.ts'
import { Amount } from '../../ui/amount.tsx'
import { useText } from '../../ui/language.tsx'
import { listMessages } from './list-messages.ts'

/** What an order costs: the platform's amount, or while it is unpaid what past orders suggest. */
export function Due({ of: order }: { of: OrderSummary }) {
  const t = useText(listMessages)
  const expected = useExpectedPrice()
  const waits = order.status === 'unpaid' && order.closedAt === null
  return (
    <Amount
      fen={order.payable}
      about={{ fen: waits ? expected({ ...order, people: order.insuredCount }) : null, source: t.expected }}
    />
  )
}
