import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import type { Connection } from './postgres/connect-to.ts'

type Log = { info(details: object, message: string): void; error(details: object, message: string): void }

const PROBE_EVERY_MS = 2_000
const ANSWER_MS = 5_000
const AGAIN_MS = 250

class Unfit extends Error {}

/**
 * Probes the database on a connection of its own. Logs once when it goes away and once when it is back, finds the
 * server that took over, and cuts the pool's connections to one that hangs or became a standby: without that a
 * query would wait for a quarter of an hour. Call before the pool's first connection.
 */
export function watchDatabase(connection: Connection, pool: pg.Pool, log: Log): { stop(): Promise<void> } {
  const ending = new AbortController()
  const { signal } = ending
  const open = new Set<pg.PoolClient & pg.Client>()
  pool.on('connect', (client) => open.add(client as pg.PoolClient & pg.Client))
  pool.on('remove', (client) => open.delete(client as pg.PoolClient & pg.Client))
  let awaySince: number | null = null

  /** Probes until the connection breaks; throws why. */
  async function session(): Promise<void> {
    const Client = (connection.Client ?? pg.Client) as typeof pg.Client
    const client = new Client({
      ...connection,
      application_name: 'portal-watch',
      connectionTimeoutMillis: ANSWER_MS,
      query_timeout: ANSWER_MS,
    })
    const broken = new AbortController()
    const breaks = () => broken.abort()
    client.on('error', breaks)
    client.on('end', breaks)
    signal.addEventListener('abort', breaks)
    try {
      await client.connect()
      while (!broken.signal.aborted) {
        const { rows } = await client.query<{ standby: boolean }>('select pg_is_in_recovery() as standby')
        if (rows[0]?.standby) throw new Unfit('a standby')
        if (awaySince !== null)
          log.info({ seconds: Math.round((Date.now() - awaySince) / 1000) }, 'the database is back')
        awaySince = null
        await pause(PROBE_EVERY_MS, undefined, { signal: broken.signal, ref: false }).catch(() => {})
      }
    } catch (error) {
      // Ours ended or broke; the next attempt shows whether the database did.
      if (broken.signal.aborted) return
      throw error
    } finally {
      signal.removeEventListener('abort', breaks)
      client.connection.stream.destroy()
    }
  }

  async function watch(): Promise<void> {
    while (!signal.aborted) {
      await session().catch((error: unknown) => {
        if (signal.aborted || awaySince !== null) return
        awaySince = Date.now()
        log.error({ err: error }, 'the database is away')
      })
      if (signal.aborted) return
      if (awaySince !== null) for (const client of open) client.connection.stream.destroy()
      await connection.choose?.()
      await pause(AGAIN_MS, undefined, { signal, ref: false }).catch(() => {})
    }
  }
  const watching = watch()
  return {
    async stop() {
      ending.abort()
      await watching
    },
  }
}
