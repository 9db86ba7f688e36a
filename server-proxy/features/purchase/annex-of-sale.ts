import type { Transaction } from 'kysely'
import { daysCovered } from '#contract/days.ts'
import type { Consent } from '#contract/orders.ts'
import type { PlaceOrder } from '#contract/place-order.ts'
import { priceOf } from '#contract/premiums.ts'
import type { PlacePurchase, PurchaseProduct } from '#contract/purchases.ts'
import type { Deps } from '../../deps.ts'
import { ANNEX_FORMAT, type AnnexContent } from '../../evidence/annex.ts'
import { annexPartner } from '../../evidence/annex-partner.ts'
import { draftPlace, openDraft, prefilledPlace } from '../../purchases/drafts.ts'
import { filledBy } from '../../purchases/filled-by.ts'
import type { Database } from '../../store/schema.ts'
import type { LinkRow, PurchaseRow } from '../../store/schema/purchases.ts'

type Sale = {
  purchase: PurchaseRow
  link: LinkRow | undefined
  order: PlaceOrder
  /** What the portal's answers offer at this time. */
  product: PurchaseProduct
  /** What the page says that it showed. */
  shown: PlacePurchase['shown']
  consents: readonly Consent[]
}

/**
 * What an order was made of, for its annex: the application, plans and prices, who filled in what, seller,
 * partner and link. No token or key is part of it.
 */
export async function annexOfSale(
  { vault }: Pick<Deps, 'vault'>,
  transaction: Transaction<Database>,
  orderId: string,
  { purchase, link, order, product, shown, consents }: Sale,
): Promise<AnnexContent> {
  const { out_serial_no, created_at } = await transaction
    .selectFrom('orders')
    .select(['out_serial_no', 'created_at'])
    .where('id', '=', orderId)
    .executeTakeFirstOrThrow()
  const user = await transaction
    .selectFrom('users')
    .select(['id', 'username'])
    .where('id', '=', purchase.created_by)
    .executeTakeFirstOrThrow()
  const partner = purchase.partner_id ? await annexPartner(transaction, purchase.partner_id) : null
  const prefill =
    purchase.prefill_sealed && openDraft(vault, prefilledPlace(purchase), purchase.prefill_sealed)
  const draft = openDraft(vault, draftPlace(purchase), purchase.draft_sealed)
  const fields = prefill && filledBy(prefill, draft)
  const filler =
    partner && purchase.channel === 'partner'
      ? { kind: 'partner', id: partner.id }
      : { kind: 'staff', ...user }
  const isPrefilled = !fields || Object.values(fields).some((by) => by !== 'customer')
  const { startDate = '', endDate = '', planCode = '', insured = [] } = order
  const days = startDate && endDate ? daysCovered(startDate, endDate) : null
  return {
    format: ANNEX_FORMAT,
    order: { id: orderId, outSerialNo: out_serial_no, placedAt: created_at.toISOString() },
    application: order,
    offer: { ...product, price: priceOf(product, { planCode, days, people: insured.length }) },
    shown: shown ?? null,
    // Null: begun before prefills were kept.
    filledBy: fields,
    prefilledBy: isPrefilled ? filler : null,
    seller: { memberId: purchase.member_id, user },
    partner: partner && { ...partner, reference: purchase.reference, page: purchase.page_origin },
    link: link ? { id: link.id, kind: link.kind, uses: link.uses } : null,
    channel: purchase.channel,
    language: purchase.language,
    consents,
  }
}
