import { createHash, randomBytes } from 'node:crypto'
import type { Kysely, Transaction } from 'kysely'
import type { Database } from '../store/schema.ts'
import type { Vault } from '../store/vault/vault.ts'
import { canonicalJson } from './canonical-json.ts'
import { readDetail } from './read-detail.ts'
import type { ReadTrail } from './trail.ts'

export const ANNEX_FORMAT = 'aigobo-annex 1'

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
  content: object,
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
