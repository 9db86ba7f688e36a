import type { ExpressionBuilder } from 'kysely'
import { moneyOf } from '#contract/money.ts'
import type { AttentionReason, OrderSummary } from '#contract/orders.ts'
import { ORDER_STATUSES, type OrderStatus } from '#contract/place-order.ts'
import type { Deps } from '../deps.ts'
import { placeLabel } from '../gateway/labels.ts'
import type { Database } from '../store/schema.ts'
import type { OrderRow, PolicyCount } from '../store/schema/orders.ts'
import { policyStatus } from './order-state.ts'

type Labels = Pick<Deps, 'statusLabels'>
type Rules = Pick<Deps, 'statusLabels' | 'amountIs'>

export const SUMMARY_COLUMNS = [
  'orders.id',
  'orders.status',
  'orders.platform_status',
  'orders.out_serial_no',
  'orders.temp_order_code',
  'orders.order_code',
  'orders.member_id',
  'orders.product_code',
  'orders.product_name',
  'orders.plan_code',
  'orders.plan_name',
  'orders.plan_fit',
  'orders.pay_type',
  'orders.start_date',
  'orders.end_date',
  'orders.cover_start',
  'orders.cover_end',
  'orders.holder_name',
  'orders.insured_count',
  'orders.amount',
  'orders.reduction',
  'orders.policy_counts',
  'orders.closed_at',
  'orders.erased_at',
  'orders.created_at',
  'orders.updated_at',
  'orders.channel',
  'orders.group_no',
  'users.username',
  'members.company',
] as const

type Named<Column> = Column extends `orders.${infer Name extends keyof OrderRow}` ? Name : never
type SummaryRow = Pick<OrderRow, Named<(typeof SUMMARY_COLUMNS)[number]>> & {
  username: string
  company: string | null
  reasons: AttentionReason[] | null
  is_sealed: boolean
}

/** Reasons why the order needs attention now; null when there are none. */
export const openReasons = ({ selectFrom }: ExpressionBuilder<Database, 'orders'>) =>
  selectFrom('attentions')
    .select(({ fn }) => fn.agg<AttentionReason[]>('array_agg', ['reason']).as('reasons'))
    .whereRef('attentions.order_id', '=', 'orders.id')
    .where('resolved_at', 'is', null)
    .as('reasons')

/** Whether the order's people are sealed, not deleted. */
export const isSealed = ({ exists, selectFrom }: ExpressionBuilder<Database, 'orders'>) =>
  exists(selectFrom('sealed_orders').select('order_id').whereRef('order_id', '=', 'orders.id'))
    .$castTo<boolean>()
    .as('is_sealed')

const iso = (at: Date | null) => at?.toISOString() ?? null

export function summaryOf(deps: Rules, row: SummaryRow): OrderSummary {
  return {
    id: row.id,
    status: row.status,
    platformStatus: row.platform_status,
    outSerialNo: row.out_serial_no,
    tempOrderCode: row.temp_order_code,
    orderCode: row.order_code,
    memberId: row.member_id,
    memberCompany: row.company,
    productCode: row.product_code,
    productName: row.product_name,
    planCode: row.plan_code,
    planName: row.plan_name,
    planFit: row.plan_fit,
    payType: row.pay_type,
    startDate: row.cover_start ?? row.start_date,
    endDate: row.cover_end ?? row.end_date,
    holderName: row.holder_name,
    insuredCount: row.insured_count,
    ...moneyOf(deps.amountIs, row),
    createdBy: row.username,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    channel: row.channel,
    groupNo: row.group_no,
    attention: row.reasons ?? [],
    erasedAt: iso(row.erased_at),
    isSealed: row.is_sealed,
    closedAt: iso(row.closed_at),
    policyMix: policyMix(deps, row.policy_counts),
  }
}

/** Number of policies per status, in lifecycle order; empty when all are alike. */
function policyMix({ statusLabels }: Labels, counts: PolicyCount[]): OrderSummary['policyMix'] {
  const mix = new Map<OrderStatus | null, number>()
  for (const { label, asked, count } of counts) {
    const status = policyStatus(label, placeLabel(label, statusLabels), asked)
    mix.set(status, (mix.get(status) ?? 0) + count)
  }
  if (mix.size < 2) return []
  return [...ORDER_STATUSES, null].flatMap((status) => {
    const count = mix.get(status)
    return count === undefined ? [] : [{ status, count }]
  })
}
