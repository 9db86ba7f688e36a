import { useExpectedPrice } from '../../api/use-expected-price.ts'
import type { OrderSummary } from '../../contract/orders.ts'
import { Amount } from '../../ui/amount.tsx'

type Waiting = Pick<
  OrderSummary,
  'status' | 'closedAt' | 'payable' | 'productCode' | 'planCode' | 'startDate' | 'endDate' | 'insuredCount'
>

/** What past orders suggest that an unpaid order costs, fen; null once the platform has said. */
export function useEstimate(): (order: Waiting) => number | null {
  const expected = useExpectedPrice()
  return (order) =>
    order.payable === null && order.status === 'unpaid' && order.closedAt === null
      ? expected({ ...order, people: order.insuredCount })
      : null
}

/** What an order costs: the platform's amount, or an estimate. */
export function Due({ of: order }: { of: Waiting }) {
  return <Amount fen={order.payable} about={useEstimate()(order)} />
}
