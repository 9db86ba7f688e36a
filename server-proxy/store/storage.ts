import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'

type Log = { info(details: object, message: string): void; error(details: object, message: string): void }

/** Whether the database accepts writes. */
export type Storage = {
  /** Since when it refuses, ms since the epoch; null while it accepts. */
  readonly refusedSince: number | null
  stop(): void
}

/** Disk full; read-only, which some servers become then. */
const REFUSALS = new Set(['53100', '25006'])
/** Error classes that prove no room either: no resources, read-only, shutting down, unreachable. */
const AWAY = /^(08|25|53|57|58|undefined)/
const TRY_MS = 2_000
/** Allocates a megabyte of disk and frees it, so free space in existing pages does not hide a full disk. */
const TRY = `create temp table storage_try on commit drop as
  select repeat(md5(n::text), 220) as filler from generate_series(1, 150) n`

export const isWriteRefused = (error: unknown) =>
  REFUSALS.has(String((error as { code?: unknown } | null | undefined)?.code))

/**
 * Notices the first refusal of any query and probes until there is room again. Call before the first
 * connection.
 */
export function watchStorage(pool: pg.Pool, log: Log): Storage {
  const ending = new AbortController()
  let refusedSince: number | null = null

  pool.on('connect', (client) => {
    const { connection } = client as pg.PoolClient & pg.Client
    connection.on('errorMessage', (error: unknown) => {
      if (refusedSince !== null || !isWriteRefused(error)) return
      refusedSince = Date.now()
      log.error({ code: (error as { code: string }).code }, 'the database refuses writes: is its disk full?')
      void untilWritable()
    })
  })

  async function untilWritable(): Promise<void> {
    while (!(await keeps())) if (!(await waited())) return
    log.info(
      { seconds: Math.round((Date.now() - Number(refusedSince)) / 1000) },
      'the database accepts writes again',
    )
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
      // A user without the right to create tables learns nothing from the probe, and notices the next
      // refusal.
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
