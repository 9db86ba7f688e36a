import { type Kysely, type Selectable, sql, type Transaction } from 'kysely'
import type { TrailDetail, TrailKind } from '#contract/trail.ts'
import { BEGINNING, type ChainKey, endOf, linkOf } from '../store/chain.ts'
import type { AuditKey } from '../store/audit.ts'
import type { Database } from '../store/schema.ts'
import type { TrailEntries } from '../store/schema/evidence.ts'
import { anchorTrail } from './anchor.ts'

export type TrailRow = Selectable<TrailEntries>
type Open = { id: string; order_id: string | null; n: number; hash: Buffer }

export type NewEntry = {
  kind: TrailKind
  detail: TrailDetail
  /** The page load that reported it, its number there, and the browser's own time. */
  said?: { visit: string; seq: number | null; at: Date | null }
  /** The entry of the order's timeline that it refers to. */
  event?: number
}

/** Opens the purchase's trail, created if missing, and locks it until the end of the transaction. */
export async function openTrail(
  key: ChainKey,
  transaction: Transaction<Database>,
  id: string,
): Promise<Open> {
  await transaction
    .insertInto('trails')
    .values({
      id,
      order_id: null,
      hash: BEGINNING,
      mac: endOf(key, 'trail', 0, BEGINNING, id),
      erased_at: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return transaction
    .selectFrom('trails')
    .select(['id', 'order_id', 'n', 'hash'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow()
}

/** Assigns the trail to the order. */
export async function bindTrail(
  transaction: Transaction<Database>,
  id: string,
  orderId: string,
): Promise<void> {
  await transaction.updateTable('trails').set({ order_id: orderId }).where('id', '=', id).execute()
}

/** Appends to a trail that this transaction opened, in this order and by the database's clock. */
export async function appendToTrail(
  key: ChainKey,
  transaction: Transaction<Database>,
  trail: Open,
  entries: readonly NewEntry[],
): Promise<void> {
  if (entries.length === 0) return
  const { rows: clock } = await sql<{ at: Date }>`
    select date_trunc('milliseconds', clock_timestamp()) as at`.execute(transaction)
  const at = clock[0]?.at ?? new Date()
  let { n, hash } = trail
  const rows = entries.map(({ kind, detail, said, event }): TrailRow => {
    const row = {
      trail_id: trail.id,
      n: ++n,
      at,
      kind,
      visit: said?.visit ?? null,
      seq: said?.seq ?? null,
      said_at: said?.at ?? null,
      event: event ?? null,
      detail: JSON.stringify(detail),
      previous: hash,
    }
    hash = linkOf(key, 'trail', row.previous, wordsOf(row))
    return { ...row, hash }
  })
  await transaction.insertInto('trail_entries').values(rows).execute()
  await transaction
    .updateTable('trails')
    .set({ n, hash, mac: endOf(key, 'trail', n, hash, trail.id) })
    .where('id', '=', trail.id)
    .execute()
  Object.assign(trail, { n, hash })
}

/** The row's content as text, for its hash. */
const wordsOf = (row: Omit<TrailRow, 'hash'>) =>
  JSON.stringify([
    row.trail_id,
    row.n,
    row.at.toISOString(),
    row.kind,
    row.visit,
    row.seq,
    row.said_at?.toISOString() ?? null,
    row.event,
    row.detail,
  ])

export type ReadTrail = {
  id: string
  startedAt: Date
  erasedAt: Date | null
  /** Hash of the last entry, hex. */
  head: string
  rows: TrailRow[]
  /** The first entry that was altered or follows a missing one; null when the chain is intact. */
  broken: number | null
}

/** An order's trail with every entry, verified against its chain; null when there is none. */
export async function readTrail(
  key: ChainKey,
  db: Kysely<Database>,
  orderId: string,
): Promise<ReadTrail | null> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (moment) => {
      const trail = await moment
        .selectFrom('trails')
        .selectAll()
        .where('order_id', '=', orderId)
        .executeTakeFirst()
      if (!trail) return null
      const rows = await moment
        .selectFrom('trail_entries')
        .selectAll()
        .where('trail_id', '=', trail.id)
        .orderBy('n')
        .execute()
      const { id, started_at, erased_at, hash } = trail
      return {
        id,
        startedAt: started_at,
        erasedAt: erased_at,
        head: hash.toString('hex'),
        rows,
        broken: firstBroken(key, trail, rows),
      }
    })
}

function firstBroken(key: ChainKey, trail: Open & { mac: Buffer }, rows: readonly TrailRow[]): number | null {
  let previous: Buffer = BEGINNING
  for (const [place, row] of rows.entries()) {
    const holds =
      row.n === place + 1 &&
      row.previous.equals(previous) &&
      row.hash.equals(linkOf(key, 'trail', previous, wordsOf(row)))
    if (!holds) return place + 1
    previous = row.hash
  }
  const ends = trail.mac.equals(endOf(key, 'trail', rows.length, previous, trail.id))
  return ends ? null : rows.length + 1
}

/**
 * Appends references to new entries of the order's timeline, and anchors the trail when the order is issued. Does
 * nothing without a trail.
 */
export async function joinHistory(
  key: ChainKey & AuditKey,
  db: Kysely<Database>,
  orderId: string,
): Promise<void> {
  const trail = await db.selectFrom('trails').select('id').where('order_id', '=', orderId).executeTakeFirst()
  if (!trail || (await missingFacts(db, trail.id, orderId)).length === 0) return
  await db.transaction().execute(async (transaction) => {
    const joined = await joinHistoryTo(key, transaction, await openTrail(key, transaction, trail.id), orderId)
    if (joined.some(({ status }) => status === 'issued')) await anchorTrail(key, transaction, orderId)
  })
}

/** Appends within a transaction that has opened the trail. Returns the entries of the timeline. */
export async function joinHistoryTo(
  key: ChainKey,
  transaction: Transaction<Database>,
  trail: Open,
  orderId: string,
): Promise<{ status: string | null }[]> {
  const facts = await missingFacts(transaction, trail.id, orderId)
  await appendToTrail(
    key,
    transaction,
    trail,
    facts.map(({ id, kind, at, actor, status, platform_code, note }) => ({
      kind: 'order',
      event: id,
      detail: {
        fact: kind,
        at: at.toISOString(),
        actor,
        status,
        code: platform_code,
        ...(kind === 'payer-named' && { payer: note }),
      },
    })),
  )
  return facts
}

function missingFacts(db: Kysely<Database>, trailId: string, orderId: string) {
  return db
    .selectFrom('order_events')
    .select(['id', 'kind', 'at', 'actor', 'status', 'platform_code', 'note'])
    .where('order_id', '=', orderId)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('trail_entries')
            .select('n')
            .where('trail_id', '=', trailId)
            .whereRef('trail_entries.event', '=', 'order_events.id'),
        ),
      ),
    )
    .orderBy('id')
    .execute()
}
