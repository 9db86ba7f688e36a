import type { Transaction } from 'kysely'
import { uuidv7 } from 'uuidv7'
import { type PurchaseDraft, readPurchaseDraft } from '#contract/purchases.ts'
import { findSalesperson } from '../http/users.ts'
import type { Deps } from '../deps.ts'
import type { Database } from '../store/schema.ts'
import { appendToTrail, openTrail } from '../evidence/trail.ts'
import { currentDisclosure } from './disclosure.ts'
import { draftPlace, prefilledPlace, sealDraft } from './drafts.ts'
import { namedDocuments } from '../evidence/named-documents.ts'
import { hashToken, newToken } from '../http/tokens.ts'

/** The source of a customer's purchase. */
type Origin =
  /** `partnerId`: the unlicensed site that referred the customer. */
  | { kind: 'link' | 'public'; linkId: string; partnerId?: string | null }
  /** `page`: the partner's page that frames it; null on a page of the portal. */
  | { kind: 'partner'; partnerId: string; reference: string | null; page: string | null }

type Start = {
  memberId: string
  productCode: string
  /** The user credited with the order. */
  userId: string
  origin: Origin
  prefill?: Partial<PurchaseDraft>
  language?: 'zh' | 'en' | null
  /** No order is possible afterwards; a link has its own expiry. */
  expiresAt?: Date
  /** An existing bearer, for a single-use link. */
  token?: string
}

/**
 * Starts a purchase. Returns the bearer that opens it in any browser. Idempotent for a given `token`. Member,
 * product and user have to exist.
 */
export async function startPurchase(
  { db, vault }: Pick<Deps, 'db' | 'vault'>,
  start: Start,
): Promise<string> {
  const id = uuidv7()
  const token = start.token ?? newToken()
  const { origin } = start
  const prefill = readPurchaseDraft(start.prefill)
  await db.transaction().execute(async (transaction) => {
    const begun = await transaction
      .insertInto('purchases')
      .values({
        id,
        token_hash: hashToken(token),
        link_id: origin.kind === 'partner' ? null : origin.linkId,
        channel: origin.kind,
        partner_id: origin.partnerId ?? null,
        reference: origin.kind === 'partner' ? origin.reference : null,
        page_origin: origin.kind === 'partner' ? origin.page : null,
        member_id: start.memberId,
        product_code: start.productCode,
        created_by: start.userId,
        step: 'product',
        draft_sealed: sealDraft(vault, draftPlace({ id }), prefill),
        prefill_sealed: sealDraft(vault, prefilledPlace({ id }), prefill),
        language: start.language ?? null,
        expires_at: start.expiresAt ?? null,
      })
      .onConflict((conflict) => conflict.column('token_hash').doNothing())
      .returning('id')
      .executeTakeFirst()
    if (begun) await beginTrail(vault, transaction, id, start)
  })
  return token
}

/** Records the offer and the current documents in the trail. */
async function beginTrail(
  vault: Deps['vault'],
  transaction: Transaction<Database>,
  id: string,
  { productCode, origin, userId, language = null }: Start,
): Promise<void> {
  const { product_name } = await transaction
    .selectFrom('products')
    .select('product_name')
    .where('product_code', '=', productCode)
    .executeTakeFirstOrThrow()
  const documents = await namedDocuments(transaction, productCode)
  const disclosure = await currentDisclosure(transaction)
  const salesperson = await findSalesperson(transaction, { channel: origin.kind, created_by: userId })
  const detail = {
    channel: origin.kind,
    productCode,
    productName: product_name,
    language,
    documents,
    ...(salesperson && { salesperson }),
    ...(disclosure && { disclosure: disclosure.sha256 }),
  }
  await appendToTrail(vault, transaction, await openTrail(vault, transaction, id), [
    { kind: 'begun', detail },
  ])
}
