import type pg from 'pg'
import { isDatabaseAway } from './database-away.ts'

type Log = { info(details: object, message: string): void; error(details: object, message: string): void }

const PROBE_EVERY_MS = 2_000

/** Logs once when the database goes away, and once when it is back. */
export function watchDatabase(pool: pg.Pool, log: Log): { stop(): void } {
  let awaySince: number | null = null
  let asking = false
  let stopped = false

  async function probe(): Promise<void> {
    if (asking || stopped) return
    asking = true
    try {
      await pool.query('select 1')
      if (awaySince === null) return
      log.info({ seconds: Math.round((Date.now() - awaySince) / 1000) }, 'the database is back')
      awaySince = null
    } catch (error) {
      if (stopped || awaySince !== null || !isDatabaseAway(error)) return
      awaySince = Date.now()
      log.error({ err: error }, 'the database is away')
    } finally {
      asking = false
    }
  }
  const timer = setInterval(() => void probe(), PROBE_EVERY_MS).unref()
  // An idle connection that breaks is the first sign.
  pool.on('error', () => void probe())
  return {
    stop() {
      stopped = true
      clearInterval(timer)
    },
  }
}
