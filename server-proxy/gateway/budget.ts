import { setTimeout as pause } from 'node:timers/promises'
import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Database } from '../store/schema.ts'
import { BudgetExhausted } from './errors.ts'

export type Slot = { release(outcome: string, httpStatus: number | null): Promise<void> }

export type Budget = {
  /** A slot of the window, waiting until `deadline` (ms since the epoch) at most; throws BudgetExhausted. */
  acquire(
    call: { name: string; priority: 'screen' | 'background'; orderId?: string },
    deadline: number,
  ): Promise<Slot>
}

type Options = {
  db: Kysely<Database>
  /** Calls in any window, all processes together. */
  limit: number
  /** Longer than any single attempt: a dead process's slot counts as ended then. */
  leaseMs: number
  windowMs?: number
}

type Taken = { id: number } | { waitMs: number }

const LOCK = 400_060
/** Background work leaves a quarter of every window to people at screens. */
const BACKGROUND_SHARE = 0.75

/**
 * The platform's 400 calls in any 60 s (§3) as a sliding log in the database, by its clock: a slot frees one window
 * after its call ended, or after its lease when the process died.
 */
export function createBudget({ db, limit, leaseMs, windowMs = 60_000 }: Options): Budget {
  const share = Math.floor(limit * BACKGROUND_SHARE)
  let screensWaiting = 0

  /** The id of a slot taken, or how long until the next one frees, ms. */
  function tryTake(call: {
    name: string
    priority: 'screen' | 'background'
    orderId?: string
  }): Promise<Taken> {
    return db.transaction().execute(async (transaction) => {
      await sql`select pg_advisory_xact_lock(${LOCK})`.execute(transaction)
      const window = sql.lit(`${windowMs} milliseconds`)
      const { rows } = await sql<{
        used: number
        background: number
        frees: number
        background_frees: number
      }>`
        select count(*) as used,
               count(*) filter (where priority = 'background') as background,
               ${freesIn(sql`min(coalesce(ended_at, lease_until))`, window)} as frees,
               ${freesIn(sql`min(coalesce(ended_at, lease_until)) filter (where priority = 'background')`, window)} as background_frees
        from gateway_calls
        where coalesce(ended_at, lease_until) > clock_timestamp() - interval ${window}`.execute(transaction)
      const row = rows[0]
      if (!row) throw new Error('the call log did not answer')
      if (row.used >= limit) return { waitMs: row.frees }
      if (call.priority === 'background' && row.background >= share) return { waitMs: row.background_frees }
      const { id } = await transaction
        .insertInto('gateway_calls')
        .values({
          interface: call.name,
          priority: call.priority,
          order_id: call.orderId ?? null,
          lease_until: sql<Date>`clock_timestamp() + interval ${sql.lit(`${leaseMs} milliseconds`)}`,
        })
        .returning('id')
        .executeTakeFirstOrThrow()
      return { id }
    })
  }

  return {
    async acquire(call, deadline) {
      const screen = call.priority === 'screen'
      if (screen) screensWaiting++
      try {
        for (;;) {
          const taken: Taken = !screen && screensWaiting > 0 ? { waitMs: 25 } : await tryTake(call)
          if ('id' in taken) return slot(db, taken.id)
          const wait = Math.max(10, taken.waitMs)
          if (Date.now() + wait > deadline) throw new BudgetExhausted(wait)
          await pause(wait)
        }
      } finally {
        if (screen) screensWaiting--
      }
    },
  }
}

function freesIn(ended: RawBuilder<unknown>, window: RawBuilder<unknown>) {
  return sql`coalesce(extract(epoch from ${ended} + interval ${window} - clock_timestamp()) * 1000, 0)::float8`
}

function slot(db: Kysely<Database>, id: number): Slot {
  return {
    async release(outcome, httpStatus) {
      await db
        .updateTable('gateway_calls')
        .set({ ended_at: sql<Date>`clock_timestamp()`, outcome, http_status: httpStatus })
        .where('id', '=', id)
        .execute()
    },
  }
}

/** Deletes calls older than `days`; the window itself is never touched. */
export async function forgetOldCalls(db: Kysely<Database>, days: number): Promise<void> {
  await sql`delete from gateway_calls where started_at < now() - ${days} * interval '1 day'`.execute(db)
}
