import { createHash } from 'node:crypto'
import { type Kysely, sql, type Transaction } from 'kysely'
import { uuidv7 } from 'uuidv7'
import type { Database } from './schema.ts'

const PART_BYTES = 256 * 1024

/** Unfinished and unused uploads are deleted after a day. */
const UNUSED = sql<Date>`now() - interval '1 day'`

/**
 * Stores `chunks` part by part and returns their SHA-256 in hex; the same content is stored once. An error of
 * `chunks` is rethrown, and nothing of the file stays.
 */
export async function keepFile(db: Kysely<Database>, chunks: AsyncIterable<Buffer>): Promise<string> {
  await dropUnused(db)
  const id = uuidv7()
  await db.insertInto('files').values({ id, sha256: null, size: null }).execute()
  try {
    const hash = createHash('sha256')
    let [size, n] = [0, 0]
    for await (const bytes of inParts(chunks)) {
      hash.update(bytes)
      size += bytes.length
      await db.insertInto('file_parts').values({ file_id: id, n: n++, bytes }).execute()
    }
    const sha256 = hash.digest()
    await nameFile(db, id, sha256, size)
    return sha256.toString('hex')
  } catch (error) {
    await db.deleteFrom('files').where('id', '=', id).execute()
    throw error
  }
}

/** Size in bytes and content, read part by part on demand; null when there is no such file. */
export async function openFile(
  db: Kysely<Database>,
  sha256: string,
): Promise<{ id: string; size: number; parts: AsyncGenerator<Buffer> } | null> {
  const file = await db
    .selectFrom('files')
    .select(['id', 'size'])
    .where('sha256', '=', Buffer.from(sha256, 'hex'))
    .executeTakeFirst()
  if (!file) return null
  async function* parts(id: string): AsyncGenerator<Buffer> {
    for (let n = 0; ; n++) {
      const part = await db
        .selectFrom('file_parts')
        .select('bytes')
        .where('file_id', '=', id)
        .where('n', '=', n)
        .executeTakeFirst()
      if (!part) return
      yield part.bytes
    }
  }
  return { id: file.id, size: file.size ?? 0, parts: parts(file.id) }
}

/**
 * Holds the file of that content until the transaction ends, so that a row can refer to it. Returns its id; null when
 * there is none. Touching it, not only locking it, makes a deletion that waits look again.
 */
export async function holdFile(transaction: Transaction<Database>, sha256: string): Promise<string | null> {
  const file = await transaction
    .updateTable('files')
    .set({ touched_at: new Date() })
    .where('sha256', '=', Buffer.from(sha256, 'hex'))
    .returning('id')
    .executeTakeFirst()
  return file?.id ?? null
}

/**
 * Names the file by its content, or drops it when that is stored already. Parallel uploads are serialized.
 */
function nameFile(db: Kysely<Database>, id: string, sha256: Buffer, size: number): Promise<void> {
  return db.transaction().execute(async (transaction) => {
    await sql`select pg_advisory_xact_lock(hashtext(${sha256.toString('hex')}))`.execute(transaction)
    const known = await transaction
      .updateTable('files')
      .set({ touched_at: new Date() })
      .where('sha256', '=', sha256)
      .returning('id')
      .executeTakeFirst()
    if (known) await transaction.deleteFrom('files').where('id', '=', id).execute()
    else await transaction.updateTable('files').set({ sha256, size }).where('id', '=', id).execute()
  })
}

async function* inParts(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let [waiting, bytes]: [Buffer[], number] = [[], 0]
  for await (const chunk of chunks) {
    waiting.push(chunk)
    bytes += chunk.length
    if (bytes < PART_BYTES) continue
    yield Buffer.concat(waiting)
    ;[waiting, bytes] = [[], 0]
  }
  if (bytes > 0) yield Buffer.concat(waiting)
}

async function dropUnused(db: Kysely<Database>): Promise<void> {
  await db
    .deleteFrom('files')
    .where('touched_at', '<', UNUSED)
    .where(({ not, exists, or, selectFrom }) =>
      not(
        or([
          exists(selectFrom('product_documents').select('file_id').whereRef('file_id', '=', 'files.id')),
          exists(selectFrom('partners').select('id').whereRef('licence_file', '=', 'files.sha256')),
        ]),
      ),
    )
    .execute()
}
