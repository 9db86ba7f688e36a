import { daysCovered } from '#contract/days.ts'
import { type AmountIs, moneyOf } from '#contract/money.ts'
import type { Prices } from '#contract/premiums.ts'
import type { OrderDetail } from '../gateway/types.ts'
import { judgePlan, otherPlan } from './plan-fit.ts'
import type { OrderRow } from '../store/schema/orders.ts'

/** How a new amount fits the chosen plan; null when the amount did not change. */
export function judgeAmount(
  row: Pick<OrderRow, 'amount' | 'plan_code' | 'cover_start' | 'cover_end'>,
  detail: OrderDetail,
  amountIs: AmountIs,
  prices: Prices,
) {
  const { orderTotalAmt: amount, orderReduceAmt: reduction } = detail
  const { total } = moneyOf(amountIs, { amount, reduction })
  if (total === null || amount === row.amount || !row.plan_code) return null
  const sold = {
    planCode: row.plan_code,
    days: row.cover_start && row.cover_end ? daysCovered(row.cover_start, row.cover_end) : null,
    total,
    fees: detail.insuredInfoList.map(({ insuredFee }) => insuredFee),
  }
  const judged = judgePlan(sold, prices)
  const differs = judged !== null && judged.fit !== 'fits'
  const confirmed = differs ? otherPlan(sold, prices)?.planCode : judged && row.plan_code
  return {
    differs,
    values: {
      plan_fit: judged?.fit ?? null,
      plan_expected: judged?.expected ?? null,
      plan_confirmed: confirmed ?? null,
    },
  }
}
