import type { Selectable } from 'kysely'
import { INVOICE_STATUSES, INVOICE_SUPPORT } from '#contract/invoices.ts'
import { type Order } from '#contract/orders.ts'
import { type Policy } from '#contract/policies.ts'
import { pathOf } from '#contract/endpoints/endpoint.ts'
import { readCertificateFile, readPolicyFile } from '#contract/endpoints/orders.ts'
import { readProductLogo } from '#contract/endpoints/products.ts'
import type { Holder } from '#contract/people.ts'
import type { Role } from '#contract/session.ts'
import { findSalesperson } from '../http/users.ts'
import type { Deps } from '../deps.ts'
import { maskCardNo, maskEmail, maskMobile } from '../http/mask.ts'
import { maskPlatformOrder } from './platform-order.ts'
import { summaryOf } from './order-summary.ts'
import { orderActions } from './order-actions.ts'
import { policyStatus } from './order-state.ts'
import { mayWithdraw } from './settle-claims.ts'
import { placeLabel } from '../gateway/labels.ts'
import type { OrderRow, Policies } from '../store/schema/orders.ts'
import { changedOrder, isSurrendered, openChange } from './open-change.ts'
import { isBegun } from './close-order.ts'
import { keepAttention } from './attention.ts'
import { readable } from '../store/readable.ts'
import { openingOf } from './find-opening.ts'
import { isClosed } from './guesses.ts'
import { changesShown } from './changes.ts'
import { draftIdOf } from '../purchases/draft-key.ts'
import { currentDisclosure } from '../purchases/disclosure.ts'
import { openNote } from '../purchases/sale-note.ts'
import { fullNumbers } from './full-numbers.ts'
import { asksPayer, asksReason, holderKind } from './payer.ts'
import { openPeople } from './people.ts'
import { openPlatform } from './people-on.ts'
import { premiumOf, surrenderedPremium } from './policy-premiums.ts'
import { sealedUntil } from './seal-order.ts'
import { sealsUntil } from './term.ts'

type Labels = Pick<Deps, 'statusLabels'>

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

/** A transaction that began earlier may have written later: times decide, so that they never jump back. */
const newestFirst = (one: { at: Date; id: number }, other: { at: Date; id: number }) =>
  other.at.getTime() - one.at.getTime() || other.id - one.id

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
  const [
    user,
    member,
    partner,
    product,
    policies,
    events,
    attentions,
    accessClosed,
    change,
    successors,
    seller,
    sealed,
    opening,
    own,
  ] = await Promise.all([
    db.selectFrom('users').select('username').where('id', '=', row.created_by).executeTakeFirstOrThrow(),
    db.selectFrom('members').select('company').where('member_id', '=', row.member_id).executeTakeFirst(),
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
    openChange(deps, row.id),
    db.selectFrom('orders').select('id').where('replaces', '=', row.id).orderBy('id').execute(),
    findSalesperson(db, row),
    row.erased_at && sealedUntil(db, row.id),
    row.erased_at && role === 'admin' ? openingOf(deps, row.id) : null,
    currentDisclosure(db),
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
  const sold = change && changedOrder(deps, change)
  const insures = holderKind(own, row, platform)
  const withdrawable = mayWithdraw(row, deps.now())
  return {
    ...summaryOf(deps, {
      ...row,
      username: user.username,
      company: member?.company ?? null,
      reasons: attentions.map(({ reason }) => reason),
      is_sealed: Boolean(sealed),
    }),
    actions: orderActions(
      {
        ...row,
        policies: shownPolicies,
        withdrawable,
        asksPayer: asksPayer(deps, row),
        changing: change !== undefined,
        peopleKnown: holder !== null && insured.length > 0,
        isGroup: platform?.isGroup ?? row.is_group ?? false,
        begun: isBegun(row, deps.now()),
        anybody: Boolean(platform?.holder ?? platform?.enterprise ?? holder ?? insured[0]),
      },
      role,
    ),
    salesperson: seller,
    placedPeriod,
    consents: row.consents,
    partner: partner ?? null,
    reference: row.reference,
    replaces: row.replaces,
    replacedBy: successors.map(({ id }) => id),
    openChange: change
      ? {
          kind: change.kind,
          policyCodes: change.policy_codes,
          startDate: sold?.startDate || null,
          endDate: sold?.endDate || null,
          people: sold?.insured?.length ?? 0,
          newOrderId: change.new_order_id,
          surrendered: await isSurrendered(deps, row.id, change.policy_codes),
        }
      : null,
    note: readable(deps.log, place, () => openNote(vault, 'orders', row)),
    draftId: row.status === 'failed' ? draftIdOf(row.idempotency_key) : null,
    cashierUrl: row.status === 'unpaid' && !row.closed_at && !asksPayer(deps, row) ? row.cashier_url : null,
    insurerLogo: product?.logo_url
      ? pathOf(readProductLogo, { params: { productCode: row.product_code } })
      : null,
    holder: holder && shown(holder),
    insured: insured.map((person) => ({ ...shown(person), relation: person.relation })),
    platform:
      platform &&
      (people === 'clear' ? fullNumbers(platform, { holder, insured }) : maskPlatformOrder(platform)),
    changes: platform ? changesShown(row, { holder, insured }, platform, people) : [],
    opening,
    keptUntil: row.erased_at ? sealed : sealsUntil(deps, row),
    policies: shownPolicies,
    surrenderedPremium: surrenderedPremium(shownPolicies),
    invoice: {
      support: INVOICE_SUPPORT[row.invoice_support ?? -1] ?? null,
      status: INVOICE_STATUSES[row.invoice_status ?? -1] ?? null,
      requestedAt: iso(row.invoice_requested_at),
      invoiceType: row.invoice_type,
      invoiceTitle: row.invoice_title,
    },
    payer: row.payer,
    holderKind: insures,
    asksReason: asksReason(deps, row, insures),
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
    timeline: events.sort(newestFirst).map((event) => ({
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
