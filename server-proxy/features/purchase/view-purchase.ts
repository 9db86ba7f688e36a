import { moneyOf } from '#contract/money.ts'
import * as paths from '#contract/paths.ts'
import {
  type Purchase,
  type PurchaseDraft,
  type PurchaseOrder,
  type PurchaseProduct,
  readPurchaseDraft,
} from '#contract/purchases.ts'
import { supportNumber } from '#contract/support-number.ts'
import { isSiteReason } from '#contract/purchase-steps.ts'
import type { Deps } from '../../deps.ts'
import { premiumsOf } from '../../orders/learned-premiums.ts'
import { currentCover, documentHeads } from '../../purchases/documents.ts'
import { draftPlace, openDraft, prefillPlace } from '../../purchases/drafts.ts'
import { withoutPeople, withoutStrangers } from '../../purchases/lock.ts'
import { findSalesperson } from '../../http/users.ts'
import { hashToken } from '../../http/tokens.ts'
import { logoPath } from '../../purchases/logo-path.ts'
import { closedReason, type Found, offerOf } from './find-bearer.ts'

/** Everything on the customer's page. */
export async function viewPurchase(deps: Deps, found: Found): Promise<Purchase> {
  const { purchase } = found
  const { member_id, product_code } = offerOf(found)
  const [product, order, closed] = await Promise.all([
    viewOffer(deps, member_id, product_code, found),
    purchase?.order_id ? viewOrder(deps, purchase.order_id) : null,
    closedReason(deps.db, deps, found),
  ])
  return {
    supportNumber: supportNumber(purchase?.token_hash ?? hashToken(found.token)),
    begun: purchase !== undefined,
    closed: order && !isSiteReason(closed) ? null : closed,
    renewal: closed && !order && found.link ? (found.link.asked_at ? 'asked' : 'possible') : null,
    product,
    step: purchase?.step ?? 'product',
    // Once ordered, the order shows its people masked; once closed, they are hidden.
    draft: order || closed ? readPurchaseDraft(null) : shown(filledIn(deps, found), found),
    locked: order || closed ? null : found.locked,
    version: purchase?.version ?? 0,
    language: purchase?.language ?? found.lead?.language ?? null,
    order,
    // The platform's message may name a person.
    refusal: found.resumed ? null : (purchase?.refusal ?? null),
  }
}

function filledIn({ vault }: Deps, { purchase, link, lead }: Found): PurchaseDraft {
  if (lead) return readPurchaseDraft(lead)
  return purchase
    ? openDraft(vault, draftPlace(purchase), purchase.draft_sealed)
    : withoutStrangers(openDraft(vault, prefillPlace(link), link.prefill_sealed))
}

/** The link's public part; people only after the page proved to know the holder. */
function shown(draft: PurchaseDraft, { locked }: Found): PurchaseDraft {
  return locked ? withoutPeople(draft) : draft
}

/** The product as the page shows it. */
export async function viewOffer(
  { db, now }: Deps,
  memberId: string,
  productCode: string,
  { purchase, link }: Found,
): Promise<PurchaseProduct> {
  const [product, member, documents, premiums, cover, salesperson] = await Promise.all([
    db.selectFrom('products').selectAll().where('product_code', '=', productCode).executeTakeFirstOrThrow(),
    db.selectFrom('members').select('company').where('member_id', '=', memberId).executeTakeFirstOrThrow(),
    documentHeads(db, productCode),
    premiumsOf(db, [productCode], now()),
    currentCover(db, productCode),
    findSalesperson(db, purchase ?? (link && { channel: link.kind, created_by: link.created_by })),
  ])
  return {
    productCode,
    productName: product.product_name,
    insurerName: product.insurer_name,
    sellerName: product.seller_name ?? member.company,
    salesperson,
    sellerPhone: product.seller_phone,
    insurerHotline: product.insurer_hotline,
    plans: product.plans,
    premiums: premiums.get(productCode) ?? [],
    rules: product.rules,
    documents,
    cover,
    insurerLogo: logoPath(product),
  }
}

/** How long an "unpaid" answer of the platform allows offering the cashier. */
const UNPAID_VALID_MS = 10_000

async function viewOrder({ db, now, amountIs }: Deps, orderId: string): Promise<PurchaseOrder> {
  const row = await db
    .selectFrom('orders')
    .select([
      'id',
      'status',
      'cashier_url',
      'closed_at',
      'plan_name',
      'start_date',
      'end_date',
      'insured_count',
      'amount',
      'reduction',
      'return_token',
      'asked_at',
      'answered_at',
    ])
    .where('id', '=', orderId)
    .executeTakeFirstOrThrow()
  // Before the first question the order was placed just now.
  const checked = row.asked_at === null || now() - (row.answered_at?.getTime() ?? 0) < UNPAID_VALID_MS
  const isClosed = row.closed_at !== null && row.status === 'unpaid'
  return {
    id: row.id,
    // Closed by the seller: there is nothing to pay any more.
    status: isClosed ? 'failed' : row.status,
    checked,
    cashierUrl: row.status === 'unpaid' && !isClosed && checked ? row.cashier_url : null,
    planName: row.plan_name,
    startDate: row.start_date,
    endDate: row.end_date,
    people: row.insured_count,
    ...moneyOf(amountIs, row),
    returnPath: paths.to(paths.returned, { token: row.return_token }),
  }
}
