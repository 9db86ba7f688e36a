import type { ExpressionBuilder, Selectable } from 'kysely'
import { moneyOf } from '#contract/money.ts'
import {
  type AttentionReason,
  INVOICE_STATUSES,
  INVOICE_SUPPORT,
  type Order,
  type OrderSummary,
  type Policy,
} from '#contract/orders.ts'
import { pathOf } from '#contract/endpoints/endpoint.ts'
import { readCertificateFile, readPolicyFile } from '#contract/endpoints/orders.ts'
import { readProductLogo } from '#contract/endpoints/products.ts'
import type { Holder } from '#contract/people.ts'
import { ORDER_STATUSES, type OrderStatus } from '#contract/place-order.ts'
import type { Role } from '#contract/session.ts'
import type { Deps } from '../deps.ts'
import { maskCardNo, maskEmail, maskMobile } from '../http/mask.ts'
import { maskPlatformOrder } from './platform-order.ts'
import { orderActions } from './order-actions.ts'
import { policyStatus } from './order-state.ts'
import { mayWithdraw } from './settle-claims.ts'
import { placeLabel } from '../gateway/labels.ts'
import type { Database } from '../store/schema.ts'
import type { OrderRow, Policies, PolicyCount } from '../store/schema/orders.ts'
import { keepAttention } from './attention.ts'
import { readable } from '../store/readable.ts'
import { isClosed } from './guesses.ts'
import { changesShown } from './changes.ts'
import { draftIdOf } from '../purchases/draft-key.ts'
import { openNote } from '../purchases/sale-note.ts'
import { fullNumbers } from './full-numbers.ts'
import { openPeople } from './people.ts'
import { openPlatform } from './people-on.ts'
import { premiumOf, surrenderedPremium } from './policy-premiums.ts'

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
  'orders.created_at',
  'orders.updated_at',
  'orders.channel',
  'orders.group_no',
  'users.username',
] as const

type Named<Column> = Column extends `orders.${infer Name extends keyof OrderRow}` ? Name : never
type SummaryRow = Pick<OrderRow, Named<(typeof SUMMARY_COLUMNS)[number]>> & {
  username: string
  reasons: AttentionReason[] | null
}

/** Reasons why the order needs attention now; null when there are none. */
export const openReasons = ({ selectFrom }: ExpressionBuilder<Database, 'orders'>) =>
  selectFrom('attentions')
    .select(({ fn }) => fn.agg<AttentionReason[]>('array_agg', ['reason']).as('reasons'))
    .whereRef('attentions.order_id', '=', 'orders.id')
    .where('resolved_at', 'is', null)
    .as('reasons')

export function summaryOf(deps: Rules, row: SummaryRow): OrderSummary {
  return {
    id: row.id,
    status: row.status,
    platformStatus: row.platform_status,
    outSerialNo: row.out_serial_no,
    tempOrderCode: row.temp_order_code,
    orderCode: row.order_code,
    memberId: row.member_id,
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

/** A policy as a page sees it: files by the portal's own paths, status by its own label. */
export function policyOf(
  { statusLabels }: Labels,
  order: Pick<OrderRow, 'id' | 'surrender_requested_at' | 'surrender_policies'>,
  row: Omit<Selectable<Policies>, 'order_id' | 'place' | 'gone_at'>,
): Policy {
  const params = { id: order.id, policyCode: row.policy_code }
  const asked =
    order.surrender_requested_at !== null &&
    (order.surrender_policies === null || order.surrender_policies.includes(row.policy_code))
  return {
    policyCode: row.policy_code,
    insuredName: row.insured_name,
    status: policyStatus(row.policy_status, placeLabel(row.policy_status, statusLabels), asked),
    policyStatus: row.policy_status,
    policyFile: row.policy_url ? pathOf(readPolicyFile, { params }) : null,
    certificateFile: row.certificate_url ? pathOf(readCertificateFile, { params }) : null,
  }
}

const iso = (at: Date | null) => at?.toISOString() ?? null

const masked = (person: Holder) => ({
  name: person.name,
  cardType: person.cardType,
  cardNo: maskCardNo(person.cardNo),
  birthday: person.birthday,
  gender: person.gender,
  mobile: person.mobile ? maskMobile(person.mobile) : null,
  email: person.email ? maskEmail(person.email) : null,
})

const clear = (person: Holder) => ({
  ...person,
  mobile: person.mobile || null,
  email: person.email || null,
})

/**
 * Everything about one order, and what a user of `role` can do with it. Personal data is masked unless full
 * information was requested.
 */
export async function viewOrder(
  deps: Deps,
  row: OrderRow,
  role: Role = 'clerk',
  people: 'masked' | 'clear' = 'masked',
): Promise<Order> {
  const shown = people === 'clear' ? clear : masked
  const { db, vault } = deps
  const [user, partner, product, policies, events, attentions, accessClosed] = await Promise.all([
    db.selectFrom('users').select('username').where('id', '=', row.created_by).executeTakeFirstOrThrow(),
    row.partner_id === null
      ? undefined
      : db.selectFrom('partners').select(['id', 'name']).where('id', '=', row.partner_id).executeTakeFirst(),
    db
      .selectFrom('products')
      .select(['logo_url', 'plans'])
      .where('product_code', '=', row.product_code)
      .executeTakeFirst(),
    db
      .selectFrom('policies')
      .selectAll()
      .where('order_id', '=', row.id)
      .where('gone_at', 'is', null)
      .orderBy('place')
      .execute(),
    db
      .selectFrom('order_events')
      .selectAll()
      .where('order_id', '=', row.id)
      .orderBy('id', 'desc')
      .limit(200)
      .execute(),
    db
      .selectFrom('attentions')
      .select(['reason', 'detail', 'raised_at'])
      .where('order_id', '=', row.id)
      .where('resolved_at', 'is', null)
      .orderBy('raised_at')
      .execute(),
    isClosed(db, ['order', 'lookup'], row.id),
  ])
  const place = { table: 'orders', row: row.id }
  const placed = readable(deps.log, place, () => openPeople(vault, row))
  const answer = readable(deps.log, place, () => ({ platform: openPlatform(vault, row) }))
  const unreadable = placed === null || answer === null
  if (unreadable) await keepAttention(db, row.id, 'unreadable')
  const { holder, insured } = placed ?? { holder: null, insured: [] }
  const placedPeriod =
    row.start_date && row.end_date ? { startDate: row.start_date, endDate: row.end_date } : null
  const platform = answer?.platform ?? null
  const shownPolicies = policies.map((policy) => ({
    ...policyOf(deps, row, policy),
    premium: premiumOf(platform, policy.policy_code),
  }))
  const withdrawable = mayWithdraw(row, deps.now())
  return {
    ...summaryOf(deps, { ...row, username: user.username, reasons: attentions.map(({ reason }) => reason) }),
    actions: orderActions(
      {
        ...row,
        policies: shownPolicies,
        withdrawable,
        anybody: Boolean(platform?.holder ?? platform?.enterprise ?? holder ?? insured[0]),
      },
      role,
    ),
    placedPeriod,
    consents: row.consents,
    partner: partner ?? null,
    reference: row.reference,
    note: readable(deps.log, place, () => openNote(vault, 'orders', row)),
    draftId: row.status === 'failed' ? draftIdOf(row.idempotency_key) : null,
    cashierUrl: row.status === 'unpaid' ? row.cashier_url : null,
    insurerLogo: product?.logo_url
      ? pathOf(readProductLogo, { params: { productCode: row.product_code } })
      : null,
    holder: holder && shown(holder),
    insured: insured.map((person) => ({ ...shown(person), relation: person.relation })),
    platform:
      platform &&
      (people === 'clear' ? fullNumbers(platform, { holder, insured }) : maskPlatformOrder(platform)),
    changes: platform ? changesShown(row, { holder, insured }, platform, people) : [],
    erasedAt: iso(row.erased_at),
    policies: shownPolicies,
    surrenderedPremium: surrenderedPremium(shownPolicies),
    invoice: {
      support: INVOICE_SUPPORT[row.invoice_support ?? -1] ?? null,
      status: INVOICE_STATUSES[row.invoice_status ?? -1] ?? null,
      requestedAt: iso(row.invoice_requested_at),
      invoiceType: row.invoice_type,
      invoiceTitle: row.invoice_title,
    },
    payment: row.payment,
    paymentSent: row.payment === row.payment_taken,
    planExpected: row.plan_expected,
    surrender: row.surrender_requested_at && {
      requestedAt: row.surrender_requested_at.toISOString(),
      policyCodes: row.surrender_policies,
      lost: row.surrender_lost,
      withdrawable,
    },
    attentions: attentions.map(({ reason, detail, raised_at }) => ({
      reason,
      detail,
      raisedAt: raised_at.toISOString(),
    })),
    accessClosed,
    unreadable,
    timeline: events.map((event) => ({
      id: String(event.id),
      at: event.at.toISOString(),
      kind: event.kind,
      actor: event.actor,
      status: event.status,
      platformCode: event.platform_code,
      platformMessage: event.platform_message,
      note: event.note,
      remark:
        event.remark_sealed &&
        readable(
          deps.log,
          place,
          () =>
            event.remark_sealed &&
            vault.open({ table: 'order_events', column: 'remark', row: row.id }, event.remark_sealed),
        ),
    })),
    askedAt: iso(row.asked_at),
    answeredAt: iso(row.answered_at),
  }
}
