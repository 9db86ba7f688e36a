import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'

type Log = { info(details: object, message: string): void; error(details: object, message: string): void }

/** Whether the database keeps what it is told. */
export type Storage = {
  /** Since when it refuses, ms since the epoch; null while it keeps. */
  readonly refusedSince: number | null
  stop(): void
}

/** Its disk is full; it only lets read, as some do whose disk is. */
const REFUSALS = new Set(['53100', '25006'])
/** Classes of what says nothing else either: no room, only read, going away, not readable. */
const AWAY = /^(08|25|53|57|58|undefined)/
const TRY_MS = 2_000
/** Takes a megabyte of the disk and gives it back: what is full says so, and no page that had room hides it. */
const TRY = `create temp table storage_try on commit drop as
  select repeat(md5(n::text), 220) as filler from generate_series(1, 150) n`

export const cannotKeep = (error: unknown) =>
  REFUSALS.has(String((error as { code?: unknown } | null | undefined)?.code))

/** Hears of the first refusal, whatever was asked, and tries until there is room again. Call before anybody connects. */
export function watchStorage(pool: pg.Pool, log: Log): Storage {
  const ending = new AbortController()
  let refusedSince: number | null = null

  pool.on('connect', (client) => {
    const { connection } = client as pg.PoolClient & pg.Client
    connection.on('errorMessage', (error: unknown) => {
      if (refusedSince !== null || !cannotKeep(error)) return
      refusedSince = Date.now()
      log.error({ code: (error as { code: string }).code }, 'the database keeps nothing: is its disk full?')
      void untilItKeeps()
    })
  })

  async function untilItKeeps(): Promise<void> {
    while (!(await keeps())) if (!(await waited())) return
    log.info({ seconds: Math.round((Date.now() - Number(refusedSince)) / 1000) }, 'the database keeps again')
    refusedSince = null
  }
  const waited = () => pause(TRY_MS, true, { signal: ending.signal, ref: false }).catch(() => false)

  async function keeps(): Promise<boolean> {
    const client = await pool.connect().catch(() => null)
    if (!client) return false
    try {
      await client.query('begin')
      await client.query(TRY)
      return true
    } catch (error) {
      // Who may make no table of his own learns nothing by this, and hears of the next refusal.
      return !AWAY.test(String((error as { code?: unknown }).code))
    } finally {
      await client.query('rollback').then(
        () => client.release(),
        (error: Error) => client.release(error),
      )
    }
  }

  return {
    get refusedSince() {
      return refusedSince
    },
    stop: () => ending.abort(),
  }
}
