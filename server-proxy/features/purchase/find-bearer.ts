import type { FastifyRequest } from 'fastify'
import type { Kysely, Transaction } from 'kysely'
import type { ClosedReason } from '../../../src/contract/purchases.ts'
import type { Deps } from '../../deps.ts'
import { bearerOf } from '../../http/bearer.ts'
import { notFound, Refusal } from '../../http/refusal.ts'
import { bearerOfLead, type Lead, openLead } from '../../purchases/leads.ts'
import { hashToken } from '../../purchases/tokens.ts'
import type { Database, LinkRow, PartnerRow, PurchaseRow } from '../../store/schema.ts'

/** What a bearer opens: a purchase, or a link or a partner's lead under which none was begun yet. */
export type Found = { token: string } & (
  | { purchase: PurchaseRow; link: LinkRow | undefined; lead?: undefined }
  | { purchase: undefined; link: LinkRow; lead?: undefined }
  | { purchase: undefined; link: undefined; lead: Lead & { partner: PartnerRow } }
)

/** The bearer is never part of an address, so that it stays out of every log. 404 where it opens nothing. */
export async function findBearer(
  { db, vault }: Pick<Deps, 'db' | 'vault'>,
  request: FastifyRequest,
): Promise<Found> {
  const given = bearerOf(request)
  const lead = openLead(vault, given)
  const token = lead ? bearerOfLead(given) : given
  const hash = hashToken(token)
  const purchase = await db
    .selectFrom('purchases')
    .selectAll()
    .where('token_hash', '=', hash)
    .executeTakeFirst()
  const links = db.selectFrom('links').selectAll()
  if (purchase) {
    const { link_id } = purchase
    const link = link_id ? await links.where('id', '=', link_id).executeTakeFirst() : undefined
    return { token, purchase, link }
  }
  if (lead) {
    const partners = db.selectFrom('partners').selectAll()
    const partner = await partners.where('id', '=', lead.partnerId).executeTakeFirst()
    if (!partner) throw notFound()
    return { token, purchase, link: undefined, lead: { ...lead, partner } }
  }
  const link = await links.where('token_hash', '=', hash).executeTakeFirst()
  if (!link) throw notFound()
  return { token, purchase, link }
}

/** What is sold under it, and for which member. */
export function offerOf({ purchase, link, lead }: Found): { member_id: string; product_code: string } {
  return purchase ?? link ?? { member_id: lead.partner.member_id, product_code: lead.productCode }
}

/** True where each customer gets a purchase of its own, under another token. */
export const isForSeveral = ({ uses }: LinkRow) => uses !== 1

/** Why nothing can be ordered any more; null while it can. */
export async function closedReason(
  db: Kysely<Database> | Transaction<Database>,
  now: number,
  { link, purchase, lead }: Found,
): Promise<ClosedReason | null> {
  if (lead) {
    if (lead.partner.disabled_at || !lead.partner.products.includes(lead.productCode)) return 'revoked'
    return lead.until < now ? 'expired' : null
  }
  if (link?.revoked_at) return 'revoked'
  if ((link?.expires_at?.getTime() ?? now) < now) return 'expired'
  if ((purchase?.expires_at?.getTime() ?? now) < now) return 'expired'
  if (purchase?.partner_id && (await isDisabled(db, purchase.partner_id))) return 'revoked'
  if (!link?.uses || !isForSeveral(link)) return null
  const { ordered } = await db
    .selectFrom('purchases')
    .select(({ fn }) => fn.countAll<number>().as('ordered'))
    .where('link_id', '=', link.id)
    .where('order_id', 'is not', null)
    .executeTakeFirstOrThrow()
  return ordered >= link.uses ? 'used-up' : null
}

async function isDisabled(db: Kysely<Database>, partnerId: string): Promise<boolean> {
  const partner = await db
    .selectFrom('partners')
    .select('disabled_at')
    .where('id', '=', partnerId)
    .executeTakeFirstOrThrow()
  return partner.disabled_at !== null
}

export async function assertOpen(deps: Deps, found: Found): Promise<void> {
  const closed = await closedReason(deps.db, deps.now(), found)
  if (closed) throw new Refusal(409, `link-${closed}`)
}
