import { type Kysely, sql } from 'kysely'
import type { Database } from '../schema.ts'
import { SEALED_COLUMNS, type SealedColumn } from './sealed-places.ts'
import type { Place, Vault } from './vault.ts'

const BATCH = 100

/** Number of values sealed by each data key, by its name; 0 for configured keys that sealed nothing. */
export async function countByKey(
  db: Kysely<Database>,
  { keyIds }: Pick<Vault, 'keyIds'>,
): Promise<Map<string, number>> {
  const counts = new Map<string, number>(keyIds.map((id) => [id, 0]))
  for (const { table, column } of SEALED_COLUMNS) {
    const sealed = sql.ref(column)
    const { rows } = await sql<{ id: string; count: number }>`
      select convert_from(substring(${sealed} from 2 for get_byte(${sealed}, 0)), 'UTF8') as id, count(*) as count
      from ${sql.table(table)} where ${sealed} is not null group by 1`.execute(db)
    for (const { id, count } of rows) counts.set(id, (counts.get(id) ?? 0) + count)
  }
  return counts
}

/** Data keys that have ever written here. */
export async function keysThatWrote(db: Kysely<Database>): Promise<ReadonlySet<string>> {
  const rows = await db.selectFrom('data_keys').select('id').execute()
  return new Set(rows.map(({ id }) => id))
}

/**
 * Re-encrypts values of older data keys under the first one, in small batches, until all are done or until
 * `until` (ms since the epoch). Skips values written in the meantime: they use the first key already. Returns
 * the number of re-encrypted values and whether more may remain.
 */
export async function resealOld(
  db: Kysely<Database>,
  vault: Vault,
  until = Number.POSITIVE_INFINITY,
): Promise<{ resealed: number; more: boolean }> {
  let resealed = 0
  for (const place of SEALED_COLUMNS) {
    let batch: Batch
    let after: string | null = null
    do {
      if (Date.now() >= until) return { resealed, more: true }
      batch = await nextBatch(db, vault, place, after)
      after = batch.at(-1)?.key ?? null
      resealed += await replace(db, vault, place, batch)
    } while (batch.length === BATCH)
  }
  return { resealed, more: false }
}

type Batch = { key: string; row: string; sealed: Buffer }[]

async function nextBatch(
  db: Kysely<Database>,
  { keyIds }: Vault,
  { table, column, key, type, row }: SealedColumn,
  after: string | null,
): Promise<Batch> {
  const writer = Buffer.from(keyIds[0] ?? '')
  const sealed = sql.ref(column)
  const { rows } = await sql<Batch[number]>`
    select ${sql.ref(key)}::text as key, ${sql.ref(row)}::text as row, ${sealed} as sealed
    from ${sql.table(table)}
    where ${sealed} is not null and substring(${sealed} from 2 for get_byte(${sealed}, 0)) <> ${writer}
      ${after === null ? sql`` : sql`and ${sql.ref(key)} > ${after}::${sql.raw(type)}`}
    order by ${sql.ref(table)}.${sql.ref(key)} limit ${BATCH}`.execute(db)
  return rows
}

async function replace(
  db: Kysely<Database>,
  vault: Vault,
  { table, column, place, key, type }: SealedColumn,
  batch: Batch,
): Promise<number> {
  const done = batch.flatMap(({ key, row, sealed }) => {
    const fresh = resealed(vault, { table, column: place, row }, sealed)
    return fresh ? [{ key, sealed, fresh }] : []
  })
  if (done.length === 0) return 0
  const { numAffectedRows } = await sql`
    update ${sql.table(table)} as t set ${sql.ref(column)} = v.fresh
    from unnest(${done.map((one) => one.key)}::text[], ${done.map((one) => one.sealed)}::bytea[], ${done.map((one) => one.fresh)}::bytea[])
      as v (key, sealed, fresh)
    where ${sql.ref(`t.${key}`)} = v.key::${sql.raw(type)} and ${sql.ref(`t.${column}`)} = v.sealed`.execute(
    db,
  )
  return Number(numAffectedRows ?? 0)
}

/** Null when it does not decrypt: it stays as it is, and the rest of the batch goes on. */
function resealed(vault: Vault, place: Place, sealed: Buffer): Buffer | null {
  try {
    return vault.reseal(place, sealed)
  } catch {
    return null
  }
}
