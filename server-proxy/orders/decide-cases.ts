import type { OrderDetail, PolicyFiles } from '../gateway/types.ts'
import type { OrderRow } from '../store/schema/orders.ts'
import type { FiledPolicy } from './compare-policies.ts'
import { decide } from './decide.ts'
import type { ReturnNews } from './settle-claims.ts'

export const NOW = Date.parse('2026-12-01T08:00:00Z')
export const MINUTE = 60_000
export const ago = (minutes: number) => new Date(NOW - minutes * MINUTE)

/** A row with the columns that a decision reads. */
export const row = (more: Partial<OrderRow> = {}) =>
  ({
    status: 'issued',
    platform_status: '已承保',
    order_code: 'I1',
    amount: 600,
    reduction: 0,
    insurer_name: '平安',
    insured_count: 2,
    is_group: false,
    pay_type: 'cash',
    plan_code: null,
    invoice_support: 2,
    invoice_status: 0,
    invoice_requested_at: null,
    invoice_lost: false,
    surrender_requested_at: null,
    surrender_policies: null,
    surrender_lost: false,
    surrender_sends: 0,
    closed_at: null,
    created_at: new Date(NOW),
    ...more,
  }) as OrderRow

export type Person = [policyCode: string | null, policyStatus: string | null]
export const person = ([policyCode, policyStatus]: Person): OrderDetail['insuredInfoList'][number] => ({
  insuredName: '李雷',
  insuredCardType: null,
  insuredCardNo: null,
  insuredBirthday: null,
  insuredGender: null,
  insuredFee: null,
  insuredMobile: null,
  insuredEmail: null,
  policyStatus,
  policyCode,
  policyUrl: null,
  certificateUrl: null,
  invoiceUrl: null,
})
export const answer = (label: string, people: Person[], more: Partial<OrderDetail> = {}) => ({
  detail: {
    orderStatus: label,
    insuredInfoList: people.map(person),
    orderTotalAmt: 600,
    orderReduceAmt: 0,
    invoiceStatus: 0,
    isInvoice: 2,
    isGroup: false,
    isEnterprise: false,
    companyName: '平安',
    orderCode: 'I1',
    ...more,
  } as OrderDetail,
  files: null as PolicyFiles | null,
})
export const filed = (
  policyCode: string,
  policyStatus: string | null = '已承保',
  gone = false,
): FiledPolicy => ({
  policyCode,
  insuredName: '李雷',
  policyStatus,
  policyUrl: null,
  certificateUrl: null,
  gone,
})
export const claim = (minutes: number, more: Partial<OrderRow> = {}) =>
  row({ status: 'surrendering', surrender_requested_at: ago(minutes), surrender_sends: 1, ...more })

export const BOTH: Person[] = [
  ['P1', '已承保'],
  ['P2', '已承保'],
]
export const FILED = [filed('P1'), filed('P2')]

export function outcome(
  before: OrderRow,
  onFile: FiledPolicy[],
  said: ReturnType<typeof answer>,
  returned: ReturnNews = 'none',
) {
  const decision = decide(before, onFile, said, {
    statusLabels: {},
    amountIs: 'gross',
    prices: { plans: [], premiums: [] },
    now: NOW,
    returned,
  })
  return {
    ...decision,
    noted: decision.notes.map(({ kind, note }) => (note === undefined ? kind : `${kind} ${note}`)),
    up: decision.attentions.flatMap(({ act, reason }) => (act === 'drop' ? [] : reason)),
    ends: 'surrender_requested_at' in decision.values && decision.values.surrender_requested_at === null,
  }
}
