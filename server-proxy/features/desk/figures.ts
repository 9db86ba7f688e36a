import { COUNTED, type Figures } from '#contract/desk.ts'
import { moneyOf } from '#contract/money.ts'
import type { OrderStatus } from '#contract/place-order.ts'
import type { Deps } from '../../deps.ts'

export type Rule = Pick<Deps, 'amountIs'>
/** Orders of one status within a group. */
export type Sum = { status: OrderStatus; orders: number; amount: number; reduction: number }

export function figuresOf({ amountIs }: Rule, sums: readonly Sum[]): Figures {
  const total = (key: 'orders' | 'amount' | 'reduction', statuses?: readonly OrderStatus[]) =>
    sums.reduce((sum, one) => sum + (!statuses || statuses.includes(one.status) ? one[key] : 0), 0)
  const payable = (statuses: readonly OrderStatus[]) =>
    moneyOf(amountIs, { amount: total('amount', statuses), reduction: total('reduction', statuses) })
      .payable ?? 0
  return {
    ordered: total('orders'),
    failed: total('orders', COUNTED.failed),
    paid: total('orders', COUNTED.paid),
    issued: total('orders', COUNTED.issued),
    premium: payable(COUNTED.issued),
    returned: total('orders', COUNTED.returned),
    returnedAmount: payable(COUNTED.returned),
  }
}
