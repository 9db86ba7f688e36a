import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'

const EVERY_MS = 500
/** No queue has more workers in one process. */
const AT_MOST = 16

/**
 * Asks the database twice a second which of `queues` have due jobs, in one query, and tells `wake` how many. A
 * worker that polls for itself costs a query each, busy or not. Stops when `stopping` aborts.
 */
export async function watchDueJobs(
  pool: pg.Pool,
  queues: () => string[],
  wake: (queue: string, due: number) => void,
  failed: (error: Error) => void,
  stopping: AbortSignal,
): Promise<void> {
  while (!stopping.aborted) {
    await pause(EVERY_MS, undefined, { signal: stopping }).catch(() => {})
    const names = queues()
    if (stopping.aborted || names.length === 0) continue
    try {
      const { rows } = await pool.query<{ queue: string; due: number }>(
        `select queue, count(*) as due from unnest($1::text[]) as queue cross join lateral (
           select from pgboss.job
           where name = queue and state in ('created', 'retry') and not blocked and start_after <= now()
           limit ${AT_MOST}) as job
         group by queue`,
        [names],
      )
      for (const { queue, due } of rows) wake(queue, due)
    } catch (error) {
      failed(error as Error)
    }
  }
}
