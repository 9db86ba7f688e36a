import { createHash } from 'node:crypto'
import { type Kysely, type Transaction } from 'kysely'
import { uuidv7 } from 'uuidv7'
import type { Recording } from '#contract/evidence.ts'
import type { Database } from '../store/schema.ts'
import { readDetail } from './read-detail.ts'
import { appendToTrail, openTrail, type ReadTrail } from './trail.ts'
import type { Vault } from '../store/vault/vault.ts'

const placeOf = (row: string) => ({ table: 'trail_pieces', column: 'content', row })
/** Overhead of a piece in bytes: its entry in the trail and its row. */
const COST = 600
const hashOf = (content: Buffer) => createHash('sha256').update(content).digest()

/**
 * Stores a piece (packed bytes) of a page load's recording, and its hash in the trail, once. Returns false
 * beyond `most` bytes in total.
 */
export async function keepPiece(
  vault: Vault,
  transaction: Transaction<Database>,
  trailId: string,
  { visit, piece, content }: { visit: string; piece: number; content: Buffer },
  most: number,
): Promise<boolean> {
  const trail = await openTrail(vault, transaction, trailId)
  const { recorded, erased_at } = await transaction
    .selectFrom('trails')
    .select(['recorded', 'erased_at'])
    .where('id', '=', trailId)
    .executeTakeFirstOrThrow()
  if (erased_at || recorded >= most) return false
  const all = recorded + content.length + COST
  if (all > most) {
    await transaction.updateTable('trails').set({ recorded: most }).where('id', '=', trailId).execute()
    const said = { visit, seq: null, at: null }
    await appendToTrail(vault, transaction, trail, [{ kind: 'recording-full', detail: {}, said }])
    return false
  }
  const id = uuidv7()
  const hash = hashOf(content)
  const kept = await transaction
    .insertInto('trail_pieces')
    .values({
      id,
      trail_id: trailId,
      visit,
      piece,
      hash,
      content_sealed: vault.seal(placeOf(id), content.toString('base64')),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!kept) return true
  await transaction.updateTable('trails').set({ recorded: all }).where('id', '=', trailId).execute()
  const detail = { piece, bytes: content.length, sha256: hash.toString('hex') }
  await appendToTrail(vault, transaction, trail, [
    { kind: 'recording', detail, said: { visit, seq: null, at: null } },
  ])
  return true
}

/**
 * The pieces that a trail names, in its order. Null: deleted, different from its hash, or sealed and not opened on a
 * legal ground.
 */
export async function readRecording(
  { db, vault }: { db: Kysely<Database>; vault: Vault },
  trail: ReadTrail,
  isOpened: boolean,
): Promise<Recording['pieces']> {
  const kept = await db
    .selectFrom('trail_pieces')
    .select(['id', 'visit', 'piece', 'content_sealed'])
    .where('trail_id', '=', trail.id)
    .execute()
  const isOpen = isOpened || !trail.erasedAt
  const pieces = new Map(kept.map((row) => [`${row.visit} ${row.piece}`, row]))
  return trail.rows.flatMap((row) => {
    const { visit, at } = row
    if (row.kind !== 'recording' || visit === null) return []
    const { piece = 0, sha256 } = readDetail(row.detail)
    const found = pieces.get(`${visit} ${piece}`)
    const content = found?.content_sealed && isOpen ? openPiece(vault, found.id, found.content_sealed) : null
    const holds = content !== null && hashOf(Buffer.from(content, 'base64')).toString('hex') === sha256
    return { visit, piece, at: at.toISOString(), content: holds ? content : null }
  })
}

/** A moved or altered piece does not decrypt: it counts as missing and the rest is still shown. */
function openPiece(vault: Vault, id: string, sealed: Buffer): string | null {
  try {
    return vault.open(placeOf(id), sealed)
  } catch {
    return null
  }
}
