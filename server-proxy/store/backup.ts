import type { Readable } from 'node:stream'
import { once } from 'node:events'
import type pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { isUsed } from './command-database.ts'
import { databaseOn } from './database.ts'
import { migrate, migrateOnly } from './migrate.ts'

const FORMAT = 'aigobo-portal-backup 1'

export type BackupSum = { tables: number; rows: number; jobs: number }
/** A waiting or running job. */
export type BackupJob = { queue: string; key: string | null; data: object; afterSeconds: number }

type Line =
  | { format: string; migrations: string[] }
  | { table: string; columns: string[] }
  | { job: BackupJob }
  | { end: true; rows: number }

/** The database is not empty, or the file is not a complete backup; the message says which. */
export class BackupRefused extends Error {
  override name = 'BackupRefused'
}

/**
 * A consistent snapshot while portals run: a JSON line before each table, its rows as PostgreSQL's COPY
 * writes them, waiting jobs, and a last line that proves completeness. Updates `sum`. The transaction ends
 * with the iterator.
 */
export async function* backupOf(pool: pg.Pool, sum: BackupSum): AsyncGenerator<Buffer | string> {
  const client = await pool.connect()
  const line = (content: Line) => `${JSON.stringify(content)}\n`
  try {
    await client.query('begin isolation level repeatable read read only')
    const migrations = await client.query<{ name: string }>('select name from kysely_migration order by name')
    yield line({ format: FORMAT, migrations: migrations.rows.map(({ name }) => name) })
    for (const table of await tablesOf(client)) {
      const columns = await columnsOf(client, table)
      yield line({ table, columns })
      const rows = client.query(copyTo(`copy ${quoted(table)} (${columns.map(quoted).join(', ')}) to stdout`))
      yield* rows as AsyncIterable<Buffer>
      sum.rows += rows.rowCount
      sum.tables++
      yield '\\.\n'
    }
    for (const job of await jobsOf(client)) {
      yield line({ job })
      sum.jobs++
    }
    yield line({ end: true, rows: sum.rows })
    await client.query('commit')
  } finally {
    // Also cancels a query in progress.
    client.release(true)
  }
}

/** Notes that a backup was made; false where it cannot: a standby, or a database without the table. */
export async function noteBackup(pool: pg.Pool, rows: number): Promise<boolean> {
  return pool.query('insert into backups (made_at, row_count) values (clock_timestamp(), $1)', [rows]).then(
    () => true,
    () => false,
  )
}

/**
 * Reads a file to its end without a database; throws BackupRefused unless it is a complete backup of this
 * portal. Returns the sealed key to try the data key on; null when nothing was sealed yet.
 */
export async function checkBackup(input: Readable): Promise<{ sealedKey: Buffer | null }> {
  let rows = 0
  let table: { table: string; columns: string[] } | null = null
  let seen: Line | null = null
  let sealedKey: Buffer | null = null
  for await (const bytes of linesOf(input)) {
    if (table) {
      if (isEnd(bytes)) table = null
      else rows++
      if (table?.table === 'vault_keys') sealedKey = sealedIn(table.columns, bytes) ?? sealedKey
      continue
    }
    const line = parse(bytes)
    if (!seen && !('format' in line && line.format === FORMAT))
      throw new BackupRefused('the file is not a backup of this portal')
    seen = line
    table = 'table' in line ? line : null
  }
  if (!seen || !('end' in seen) || seen.rows !== rows) throw new BackupRefused('the file is incomplete')
  return { sealedKey }
}

/** The sealed key of the search hashes in a row of vault_keys, as COPY writes bytes: `\\x6b31…`. */
function sealedIn(columns: string[], row: Buffer): Buffer | null {
  const values = row.toString().split('\t')
  const valueOf = (column: string) => values[columns.indexOf(column)] ?? ''
  if (valueOf('name') !== 'index') return null
  return Buffer.from(valueOf('key_sealed').replace(/^\\\\x/, ''), 'hex')
}

/**
 * Replaces the database by a validated backup and migrates it to this version, all or nothing. The caller
 * enqueues the jobs.
 */
export async function readBackup(pool: pg.Pool, input: Readable): Promise<BackupSum & { list: BackupJob[] }> {
  const client = await pool.connect()
  const db = databaseOn(client)
  const sum = { tables: 0, rows: 0, jobs: 0, list: [] as BackupJob[] }
  let copy: Awaited<ReturnType<typeof copyIn>> | null = null
  try {
    await client.query('begin')
    for await (const bytes of linesOf(input)) {
      if (copy && isEnd(bytes)) {
        await copy.end()
        copy = null
        continue
      }
      if (copy) {
        await copy.row(bytes)
        sum.rows++
        continue
      }
      const line = parse(bytes)
      if ('format' in line) {
        await empty(client)
        await migrateOnly(db, line.migrations)
      } else if ('table' in line) {
        copy = await copyIn(client, line)
        sum.tables++
      } else if ('job' in line) {
        sum.list.push(line.job)
        sum.jobs++
      }
    }
    await advanceSequences(client)
    await migrate(db, { inside: true })
    await client.query('commit')
    return sum
  } catch (error) {
    await copy?.cancel()
    throw error
  } finally {
    // Also rolls back what was not committed.
    client.release(true)
  }
}

/** A summary of the content; null when the database is empty. */
export async function contentsOf(pool: pg.Pool): Promise<string | null> {
  if (!(await isUsed(pool))) return null
  const { rows } = await pool.query<{ orders: number; members: number; users: number }>(
    'select (select count(*) from orders) as orders, (select count(*) from members) as members, (select count(*) from users) as users',
  )
  const { orders = 0, members = 0, users = 0 } = rows[0] ?? {}
  return orders + members + users === 0 ? null : `${orders} orders, ${members} members, ${users} users`
}

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`

function parse(bytes: Buffer): Line {
  try {
    return JSON.parse(bytes.toString()) as Line
  } catch {
    throw new BackupRefused('the file is not a backup of this portal, or it was altered')
  }
}

/** Rebuilt by triggers from other tables; and a restored database has had no backup yet. */
const LEFT_OUT = ['order_days', 'order_day_parties', 'backups']

/** Tables of the portal, each after those it refers to. An unlogged one is a server's own; a standby has none. */
async function tablesOf(client: pg.PoolClient): Promise<string[]> {
  const { rows } = await client.query<{ name: string; needs: string[] }>(
    `
    select c.relname as name,
           array(select distinct t.relname::text from pg_constraint f join pg_class t on t.oid = f.confrelid
                 where f.conrelid = c.oid and f.contype = 'f' and t.oid <> c.oid) as needs
    from pg_class c
    where c.relkind = 'r' and c.relpersistence = 'p' and c.relnamespace = 'public'::regnamespace
      and c.relname not like 'kysely%' and c.relname <> all($1)
    order by 1`,
    [LEFT_OUT],
  )
  const sorted: string[] = []
  while (sorted.length < rows.length) {
    const next = rows.find(
      ({ name, needs }) => !sorted.includes(name) && needs.every((one) => sorted.includes(one)),
    )
    if (!next) throw new Error('tables refer to each other in a circle')
    sorted.push(next.name)
  }
  return sorted
}

async function columnsOf(client: pg.PoolClient, table: string): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select attname as name from pg_attribute
     where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = '' order by attnum`,
    [quoted(table)],
  )
  return rows.map(({ name }) => name)
}

async function jobsOf(client: pg.PoolClient): Promise<BackupJob[]> {
  const { rows: there } = await client.query(`select 1 from pg_class where oid = to_regclass('pgboss.job')`)
  if (there.length === 0) return []
  const { rows } = await client.query<BackupJob>(`
    select name as queue, singleton_key as key, data,
           greatest(0, extract(epoch from start_after - now()))::int as "afterSeconds"
    from pgboss.job where state < 'completed' and name not like '\\_\\_%' order by created_on`)
  return rows
}

async function copyIn(client: pg.PoolClient, { table, columns }: { table: string; columns: string[] }) {
  // Rows that a migration inserted come with the backup.
  const { rows } = await client.query(`select 1 from ${quoted(table)} limit 1`)
  if (rows.length > 0) await client.query(`delete from ${quoted(table)}`)
  const stream = client.query(
    copyFrom(`copy ${quoted(table)} (${columns.map(quoted).join(', ')}) from stdin`),
  )
  const finished = new Promise<void>((resolve, reject) => {
    stream.once('finish', resolve)
    stream.once('error', reject)
  })
  finished.catch(() => {})
  return {
    async row(bytes: Buffer) {
      if (!stream.write(Buffer.concat([bytes, NEWLINE])))
        await Promise.race([once(stream, 'drain'), finished])
    },
    end() {
      stream.end()
      return finished
    },
    async cancel() {
      stream.destroy()
      await finished.catch(() => {})
    },
  }
}

const NEWLINE = Buffer.from('\n')
const isEnd = (bytes: Buffer) => bytes.length === 2 && bytes.toString() === '\\.'

async function* linesOf(input: Readable): AsyncGenerator<Buffer> {
  let rest = Buffer.alloc(0)
  input.once('error', (error: NodeJS.ErrnoException) => {
    if (error.code?.startsWith('Z_')) error.message = 'the file is incomplete, or not a backup of this portal'
  })
  for await (const chunk of input as AsyncIterable<Buffer>) {
    let data = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk
    for (let end = data.indexOf(10); end >= 0; end = data.indexOf(10)) {
      yield data.subarray(0, end)
      data = data.subarray(end + 1)
    }
    rest = Buffer.from(data)
  }
  if (rest.length > 0) throw new BackupRefused('the file is incomplete')
}

async function empty(client: pg.PoolClient): Promise<void> {
  await client.query('drop schema if exists pgboss cascade; drop schema public cascade; create schema public')
}

/** Sets sequences to continue after the restored rows. */
async function advanceSequences(client: pg.PoolClient): Promise<void> {
  const { rows } = await client.query<{ table: string; column: string }>(`
    select c.relname as table, a.attname as column
    from pg_attribute a join pg_class c on c.oid = a.attrelid
    where a.attidentity <> '' and c.relnamespace = 'public'::regnamespace`)
  for (const { table, column } of rows)
    await client.query(
      `select setval(pg_get_serial_sequence($1, $2), coalesce(max(${quoted(column)}), 1), max(${quoted(column)}) is not null) from ${quoted(table)}`,
      [quoted(table), column],
    )
}
