import { createHash, randomBytes } from 'node:crypto'
import type { Kysely, Transaction } from 'kysely'
import type { Channel } from '#contract/place-order.ts'
import type { Database } from '../store/schema.ts'
import type { Vault } from '../store/vault/vault.ts'
import { canonicalJson } from './canonical-json.ts'
import { readDetail } from './read-detail.ts'
import type { ReadTrail } from './trail.ts'

export const ANNEX_FORMAT = 'aigobo-annex 1'

/** What an order was made of. No token or key is part of it. */
export type AnnexContent = {
  format: typeof ANNEX_FORMAT
  order: { id: string; outSerialNo: string; placedAt: string }
  application: object
  /** Plans and prices as the portal offered them. */
  offer: object
  /** What the customer's page says that it showed; null without one. */
  shown: object | null
  /** By field; null for sales that began before prefills were kept. */
  filledBy: Record<string, string> | null
  /** The earlier order that staff copied. */
  copied?: { order: string; by: string } | null
  prefilledBy: object | null
  seller: object
  partner: object | null
  link: object | null
  channel: Channel
  language: string | null
  consents: readonly object[]
}

const placeOf = (row: string) => ({ table: 'trail_annexes', column: 'content', row })
const hashOf = (text: string) => createHash('sha256').update(text).digest('hex')

/**
 * Seals the annex of an order beside the trail that this transaction opened, and returns its plain SHA-256, hex. The
 * salt keeps the hash from telling whether a guess of the people is right. A trail has one annex: that of an order
 * which the platform refused gives way to the next.
 */
export async function keepAnnex(
  vault: Vault,
  transaction: Transaction<Database>,
  trailId: string,
  content: AnnexContent,
): Promise<string> {
  const text = canonicalJson({ ...content, salt: randomBytes(32).toString('hex') })
  const content_sealed = vault.seal(placeOf(trailId), text)
  await transaction
    .insertInto('trail_annexes')
    .values({ trail_id: trailId, content_sealed })
    .onConflict((conflict) => conflict.column('trail_id').doUpdateSet({ content_sealed }))
    .execute()
  return hashOf(text)
}

/** The SHA-256 of the annex that the order's entry names; null for orders from before annexes. */
export function annexNamed({ rows }: Pick<ReadTrail, 'rows'>): string | null {
  const placed = rows.findLast(({ kind }) => kind === 'placed')
  return (placed && readDetail(placed.detail).annex) ?? null
}

/** The annex, byte for byte as it was hashed, or why there is none: deleted with the people, or not what the trail names. */
export async function readAnnex(
  { db, vault }: { db: Kysely<Database>; vault: Vault },
  trail: ReadTrail,
): Promise<{ content: string } | { missing: 'annex-erased' | 'annex-altered' }> {
  const kept = await db
    .selectFrom('trail_annexes')
    .select('content_sealed')
    .where('trail_id', '=', trail.id)
    .executeTakeFirst()
  if (!kept?.content_sealed) return { missing: 'annex-erased' }
  const text = openAnnex(vault, trail.id, kept.content_sealed)
  return text !== null && hashOf(text) === annexNamed(trail)
    ? { content: text }
    : { missing: 'annex-altered' }
}

function openAnnex(vault: Vault, trailId: string, sealed: Buffer): string | null {
  try {
    return vault.open(placeOf(trailId), sealed)
  } catch {
    return null
  }
}
