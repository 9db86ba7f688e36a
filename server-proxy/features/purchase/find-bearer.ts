import type { FastifyRequest } from 'fastify'
import type { Kysely, Transaction } from 'kysely'
import type { ClosedReason, Purchase } from '#contract/purchases.ts'
import { isSiteReason } from '#contract/purchase-steps.ts'
import type { Deps } from '../../deps.ts'
import { bearerOf } from '../../http/bearer.ts'
import { notFound, Refusal } from '../../http/refusal.ts'
import { bearerOfLead, type Lead, openLead } from '../../purchases/leads.ts'
import { isLicensed } from '../../purchases/licence.ts'
import { lockOf } from '../../purchases/lock.ts'
import { openResume } from '../../purchases/resume.ts'
import { hashToken } from '../../http/tokens.ts'
import type { Database } from '../../store/schema.ts'
import type { PartnerRow } from '../../store/schema/partners.ts'
import type { LinkRow, PurchaseRow } from '../../store/schema/purchases.ts'

/** The object that a bearer opens: a purchase, or a link or a partner's lead without a purchase yet. */
export type Found = {
  token: string
  locked: Purchase['locked']
  /** Found by the second bearer of an ordered purchase. */
  resumed: boolean
} & (
  | { purchase: PurchaseRow; link: LinkRow | undefined; lead?: undefined }
  | { purchase: undefined; link: LinkRow; lead?: undefined }
  | { purchase: undefined; link: undefined; lead: Lead & { partner: PartnerRow } }
)

/** The bearer is never part of an address, which keeps it out of logs. 404 when it opens nothing. */
export async function findBearer(
  { db, vault, now }: Pick<Deps, 'db' | 'vault' | 'now'>,
  request: FastifyRequest,
): Promise<Found> {
  const given = bearerOf(request)
  const resumedId = openResume(vault, now(), given)
  const resumed = resumedId !== null
  const lead = resumed ? null : openLead(vault, given)
  const token = lead ? bearerOfLead(given) : given
  const hash = hashToken(token)
  const purchase = await db
    .selectFrom('purchases')
    .selectAll()
    .$if(resumed, (query) => query.where('id', '=', resumedId))
    .$if(!resumed, (query) => query.where('token_hash', '=', hash))
    .executeTakeFirst()
  const links = db.selectFrom('links').selectAll()
  // Staff renewed the order's addresses, so this bearer grants no access.
  if (purchase?.revoked_at) throw notFound()
  if (purchase) {
    const { link_id } = purchase
    const link = link_id ? await links.where('id', '=', link_id).executeTakeFirst() : undefined
    const locked = lockOf(vault, now(), link, purchase, request)
    return { token, purchase, link, locked, resumed }
  }
  if (lead) {
    const partners = db.selectFrom('partners').selectAll()
    const partner = await partners.where('id', '=', lead.partnerId).executeTakeFirst()
    if (!partner) throw notFound()
    return { token, purchase, link: undefined, lead: { ...lead, partner }, locked: null, resumed }
  }
  const link = await links.where('token_hash', '=', hash).executeTakeFirst()
  if (!link) throw notFound()
  return { token, purchase, link, locked: lockOf(vault, now(), link, purchase, request), resumed }
}

/** The product for sale, and its member. */
export function offerOf({ purchase, link, lead }: Found): { member_id: string; product_code: string } {
  return purchase ?? link ?? { member_id: lead.partner.member_id, product_code: lead.productCode }
}

/** True when each customer gets a separate purchase under a new token. */
export const isForSeveral = ({ uses }: LinkRow) => uses !== 1

type Clock = Pick<Deps, 'production' | 'now'>

/** Why ordering is no longer possible; null while it is. */
export async function closedReason(
  db: Kysely<Database> | Transaction<Database>,
  clock: Clock,
  found: Found,
): Promise<ClosedReason | null> {
  const { link, purchase, lead } = found
  const now = clock.now()
  const barred = await barredReason(db, clock, { purchase, lead })
  if (barred) return barred
  // The platform refused the order. Only the first bearer may still see the typed data.
  if (purchase && found.resumed && !purchase.order_id) return 'expired'
  if (lead) return lead.until < now ? 'expired' : null
  if (link?.revoked_at) return 'revoked'
  if ((link?.expires_at?.getTime() ?? now) < now) return 'expired'
  if ((purchase?.expires_at?.getTime() ?? now) < now) return 'expired'
  if (!link?.uses || !isForSeveral(link)) return null
  const { ordered } = await db
    .selectFrom('purchases')
    .select(({ fn }) => fn.countAll<number>().as('ordered'))
    .where('link_id', '=', link.id)
    .where('order_id', 'is not', null)
    .executeTakeFirstOrThrow()
  return ordered >= link.uses ? 'used-up' : null
}

/** Why the partner's current settings do not allow the sale; null if they do. Frames have further conditions. */
async function barredReason(
  db: Kysely<Database>,
  clock: Clock,
  { purchase, lead }: Pick<Found, 'purchase' | 'lead'>,
): Promise<ClosedReason | null> {
  const partner =
    lead?.partner ??
    (purchase?.partner_id &&
      (await db
        .selectFrom('partners')
        .selectAll()
        .where('id', '=', purchase.partner_id)
        .executeTakeFirstOrThrow()))
  if (!partner) return null
  const page = lead ? lead.origin : purchase?.page_origin
  const offered =
    purchase?.channel === 'public' ||
    partner.products.includes(lead?.productCode ?? purchase?.product_code ?? '')
  if (!page) return partner.disabled_at || !offered ? 'revoked' : null
  if (partner.disabled_at) return 'partner-disabled'
  if (!partner.origins.includes(page)) return 'origin-not-allowed'
  if (!isLicensed(clock, partner)) return 'partner-unlicensed'
  return offered ? null : 'product-not-allowed'
}

/** 409 with the reason when ordering is no longer possible; 403 until the holder is proven. */
export async function assertOpen(
  db: Kysely<Database> | Transaction<Database>,
  clock: Clock,
  found: Found,
): Promise<void> {
  const closed = await closedReason(db, clock, found)
  if (closed) throw new Refusal(409, isSiteReason(closed) ? closed : `link-${closed}`)
  if (found.locked) throw new Refusal(403, 'holder-unproven')
}
