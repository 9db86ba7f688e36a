import type { Transaction } from 'kysely'
import * as z from 'zod/mini'
import { shanghaiDay } from '#contract/days.ts'
import { MAIL_CONSENT } from '#contract/mail-consent.ts'
import type { Consent } from '#contract/orders.ts'
import { PlaceOrder } from '#contract/place-order.ts'
import type { PlacePurchase } from '#contract/purchases.ts'
import { consentsOf, orderOfPurchase, purchaseFaults } from '#contract/purchase-rules.ts'
import type { Deps } from '../../deps.ts'
import { readSkew } from '../../gateway/health.ts'
import { Refusal } from '../../http/refusal.ts'
import { keepAnnex } from '../../evidence/annex.ts'
import { placeOrder } from '../../orders/place-order.ts'
import { currentDisclosure } from '../../purchases/disclosure.ts'
import { documentHeads } from '../../purchases/documents.ts'
import { draftPlace, openDraft } from '../../purchases/drafts.ts'
import type { Database } from '../../store/schema.ts'
import type { PurchaseRow } from '../../store/schema/purchases.ts'
import { openNote } from '../../purchases/sale-note.ts'
import { bindPurchase } from '../../purchases/change-purchase.ts'
import { appendToTrail, bindTrail, joinHistoryTo, openTrail } from '../../evidence/trail.ts'
import type { AnnexContent } from '../../evidence/annex.ts'
import { annexOfSale } from './annex-of-sale.ts'
import { assertOpen, type Found } from './find-bearer.ts'
import { viewOffer } from './view-purchase.ts'

/**
 * Orders what was saved, like any order. The purchase is the idempotency key. Returns null for a purchase
 * that has its order. Throws faults of draft and consents by field.
 */
export async function placePurchase(
  deps: Deps,
  found: Found,
  asked: PlacePurchase,
  requestId: string,
): Promise<{ status: number; body: unknown } | null> {
  const { purchase } = found
  if (!purchase) throw new Refusal(409, 'conflict')
  if (purchase.order_id) return null
  await assertOpen(deps.db, deps, found)
  if (asked.version !== purchase.version) throw new Refusal(409, 'draft-changed')
  const { order, consents } = await check(deps, purchase, asked)
  const product = await viewOffer(deps, purchase.member_id, purchase.product_code, found)
  const user = await deps.db
    .selectFrom('users')
    .select(['id', 'username', 'role'])
    .where('id', '=', purchase.created_by)
    .executeTakeFirstOrThrow()
  const key = `purchase-${purchase.id}.${purchase.refusals}`
  const secondCover = asked.confirmed ? ('confirmed' as const) : ('ask' as const)
  return placeOrder(deps, user, key, { ...order, ...wordsOf(deps, found), secondCover }, requestId, {
    channel: purchase.channel,
    partnerId: purchase.partner_id,
    reference: purchase.reference,
    language: purchase.language,
    consents,
    async claim(transaction, orderId) {
      await claim(deps, transaction, found, purchase, orderId)
      const sale = { purchase, link: found.link, order, product, shown: asked.shown, consents }
      const annex = await annexOfSale(deps, transaction, orderId, sale)
      await noteInTrail(deps, transaction, purchase, orderId, { annex, consents })
    },
  })
}

/** The link's group number and note; the order inherits them. */
function wordsOf({ vault }: Deps, { link }: Found) {
  if (!link) return {}
  const note = openNote(vault, 'links', link)
  return { ...(link.group_no && { groupNo: link.group_no }), ...(note && { note }) }
}

async function check({ db, vault, now }: Deps, purchase: PurchaseRow, asked: PlacePurchase) {
  const product = await db
    .selectFrom('products')
    .select(['plans', 'rules'])
    .where('product_code', '=', purchase.product_code)
    .executeTakeFirstOrThrow()
  const documents = await documentHeads(db, purchase.product_code)
  const draft = openDraft(vault, draftPlace(purchase), purchase.draft_sealed)
  const today = shanghaiDay(now())
  const required = consentsOf(documents, draft, today)
  const fields = [
    ...[...purchaseFaults(draft, product.rules, product.plans, today)].map(([field, code]) => ({
      field,
      code,
    })),
    ...required
      .filter((id) => !asked.consents.includes(id))
      .map((id) => ({ field: `consents.${id}`, code: 'consent' })),
  ]
  const parsed = z.safeParse(
    PlaceOrder,
    orderOfPurchase(draft, { memberId: purchase.member_id, productCode: purchase.product_code }),
  )
  if (fields.length > 0 || !parsed.success) throw new Refusal(400, 'invalid', { fields })
  const at = new Date(now()).toISOString()
  const wanted = asked.consents.includes(MAIL_CONSENT) && parsed.data.holder?.email
  const consents = [...required, ...(wanted ? [MAIL_CONSENT] : [])].map((id): Consent => {
    const document = documents.find((one) => one.id === id)
    return { id, title: document?.title ?? null, version: document?.version ?? null, at }
  })
  return { order: parsed.data, consents }
}

/** Binds the order atomically: one order per purchase, and no more per link than its uses. */
async function claim(
  deps: Deps,
  transaction: Transaction<Database>,
  found: Found,
  purchase: PurchaseRow,
  orderId: string,
): Promise<void> {
  if (found.link)
    await transaction.selectFrom('links').select('id').where('id', '=', found.link.id).forUpdate().execute()
  await assertOpen(transaction, deps, found)
  if (!(await bindPurchase(transaction, purchase.id, orderId))) throw new Refusal(409, 'conflict')
}

/** Records the application as ordered, its annex and the consents, and assigns the trail to the order. */
async function noteInTrail(
  { vault }: Deps,
  transaction: Transaction<Database>,
  { id, version, draft_sealed }: PurchaseRow,
  orderId: string,
  { annex, consents }: { annex: AnnexContent; consents: readonly Consent[] },
): Promise<void> {
  const trail = await openTrail(vault, transaction, id)
  // The outcome of the refused order before belongs here too.
  if (trail.order_id) await joinHistoryTo(vault, transaction, trail, trail.order_id)
  await bindTrail(transaction, id, orderId)
  const application = vault.open(draftPlace({ id }), draft_sealed)
  const disclosure = await currentDisclosure(transaction)
  const skew = await readSkew(transaction)
  const detail = {
    order: orderId,
    ...(skew !== null && { skew }),
    ...(disclosure && { disclosure: disclosure.sha256 }),
    version,
    application: vault.index('trail', `application ${application}`).toString('hex'),
    annex: await keepAnnex(vault, transaction, id, annex),
    consents: consents.map(({ id, title, version }) => ({ id, title, version })),
  }
  await appendToTrail(vault, transaction, trail, [{ kind: 'placed', detail }])
}
