import { Kysely, PostgresDialect, type PostgresPoolClient } from 'kysely'
import pg from 'pg'
import { markTransactions } from './open-transaction.ts'
import type { Database } from './schema.ts'

/** Counts and fen stay far below 2^53; days are text, not midnight of a zone. */
const PARSERS: Record<number, (text: string) => unknown> = {
  [pg.types.builtins.INT8]: Number,
  [pg.types.builtins.DATE]: (text) => text,
}

const types: pg.CustomTypesConfig = {
  getTypeParser(oid, format) {
    if (format !== 'binary' && PARSERS[oid]) return PARSERS[oid]
    return pg.types.getTypeParser(oid, format)
  },
}

/** Queries on one connection, within a transaction of the caller. */
export function databaseOn(client: pg.PoolClient): Kysely<Database> {
  const connection = { query: client.query.bind(client), release() {} } as unknown as PostgresPoolClient
  return new Kysely<Database>({
    dialect: new PostgresDialect({
      pool: { connect: () => Promise.resolve(connection), end: () => Promise.resolve(), options: {} },
    }),
  })
}

/** A statement, a wait for a lock and an idle transaction of the portal end after these, ms. */
export const LIMITS = {
  statement_timeout: 60_000,
  lock_timeout: 15_000,
  idle_in_transaction_session_timeout: 60_000,
} as const

/** Notices a server that vanished while its connection is idle. */
const ALIVE = { keepAlive: true, keepAliveInitialDelayMillis: 10_000 }

export type OpenDatabase = { db: Kysely<Database>; pool: pg.Pool; close(): Promise<void> }

/** Opens the portal's database; a connection that breaks while idle is replaced. */
export function openDatabase(config: pg.PoolConfig): OpenDatabase {
  const pool = new pg.Pool({ max: 16, connectionTimeoutMillis: 5_000, ...ALIVE, ...config, types })
  pool.on('error', () => {})
  // A connection that breaks between two queries of a transaction emits an unhandled error otherwise; the
  // next query fails anyway.
  pool.on('connect', (client) => void client.on('error', () => {}))
  const db = markTransactions(new Kysely<Database>({ dialect: new PostgresDialect({ pool }) }))
  return {
    db,
    pool,
    async close() {
      await db.destroy()
      // Kysely does not end a pool that it has never used; its idle connections would hold the process for 10 s.
      if (!pool.ending) await pool.end()
    },
  }
}
