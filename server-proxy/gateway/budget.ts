import { setTimeout as pause } from 'node:timers/promises'
import { type Kysely, sql } from 'kysely'
import type { Database } from '../store/schema.ts'
import { BudgetExhausted, CircuitOpen } from './errors.ts'

type Priority = 'screen' | 'background'
type Wanted = { name: string; priority: Priority; orderId?: string; visitor?: string | null }
/** Visitors wait in a separate queue, after staff. */
type Line = Priority | 'visitor'

export type Slot = {
  /** `outcome` is the platform's code or a word for the failure; `skewMs` is its clock minus ours. */
  release(outcome: string, httpStatus: number | null, skewMs: number | null): Promise<void>
}

export type Budget = {
  /**
   * Takes a slot of the window, waiting until `deadline` (ms since the epoch) at most. Throws BudgetExhausted
   * as soon as no slot can free in time or a visitor's share is used up, CircuitOpen while the interface does
   * not answer.
   */
  acquire(call: Wanted, deadline: number): Promise<Slot>
}

type Options = {
  db: Kysely<Database>
  /** Calls in any window, across all processes. */
  limit: number
  /** Longer than any single attempt: a dead process's slot counts as ended after this time. */
  leaseMs: number
  windowMs?: number
  /** Interval at which an open circuit allows one probe. */
  probeMs?: number
}

type Waiting = {
  call: Wanted
  deadline: number
  resolve(slot: Slot): void
  reject(error: unknown): void
}

/** Background work leaves a quarter of every window to people at screens. */
const BACKGROUND_SHARE = 0.75
/** Maximum polling interval while no slot is free: another process's call may end early. */
const POLL_MS = 250
/** A slot with less time left for the call would be wasted. */
const MIN_MS = 50

/**
 * Interval at which an open circuit allows one probe. With a probe's nine seconds it heals within half a
 * minute.
 */
export const PROBE_MS = 10_000

/** Anonymous visitors together get a quarter of every window, each address a tenth. */
const VISITORS_SHARE = 0.25
const ADDRESS_SHARE = 0.1
/** A visitor's page can show what is on file, so it waits no longer. */
const VISITOR_TIMEOUT_MS = 1_500

export const backgroundShare = (limit: number) => Math.max(1, Math.floor(limit * BACKGROUND_SHARE))

/** Calls that background work may begin right now, across all processes. */
export async function spareCalls(db: Kysely<Database>, limit: number): Promise<number> {
  const { rows } = await sql<{ used: number }>`
    select count(*) as used from gateway_calls
    where priority = 'background'
      and coalesce(ended_at, lease_until) > clock_timestamp() - interval '60 seconds'`.execute(db)
  return Math.max(0, backgroundShare(limit) - (rows[0]?.used ?? 0))
}

/**
 * The platform's 400 calls in any 60 s (§3) as a sliding window log in the database, by its clock. A slot
 * frees one window after its call ended, or after its lease when the process died. Each process serves its
 * queue first come, first served; screens of any process go before background work. Calls that a database
 * crash may have lost count as used.
 */
export function createBudget({ db, limit, leaseMs, windowMs = 60_000, probeMs = PROBE_MS }: Options): Budget {
  const ms = (value: number) => sql`make_interval(secs => ${value / 1000})`
  const queues: Record<Line, Waiting[]> = { screen: [], visitor: [], background: [] }
  const running: Record<Line, boolean> = { screen: false, visitor: false, background: false }

  const share = (part: number) => Math.max(1, Math.floor(limit * part))

  async function take({ name, priority, orderId, visitor = null }: Wanted) {
    const { rows } = await sql<{
      call_id: number | null
      refused: 'open' | 'wait' | 'share' | null
      wait_ms: number
    }>`
      select * from gateway_take(
        ${name}, ${priority}, ${orderId ?? null}, ${limit}, ${backgroundShare(limit)},
        ${ms(windowMs)}, ${ms(leaseMs)}, ${ms(probeMs)},
        ${visitor}::text, ${share(VISITORS_SHARE)}, ${share(ADDRESS_SHARE)})`.execute(db)
    const row = rows[0]
    if (!row) throw new Error('the call log did not answer')
    return row
  }

  /** Gives `waiting` its slot or its refusal; otherwise returns the ms until the next try. */
  async function turn({ call, deadline, resolve, reject }: Waiting): Promise<number> {
    if (Date.now() + MIN_MS > deadline) return done(reject(new BudgetExhausted(1_000)))
    if (lineOf(call) !== 'screen' && queues.screen.length > 0) return 25
    try {
      const { call_id, refused, wait_ms } = await take(call)
      if (call_id !== null) return done(resolve(slot(db, call_id)))
      if (refused === 'share') return done(reject(new BudgetExhausted(wait_ms)))
      if (refused === 'open') return done(reject(new CircuitOpen(wait_ms)))
      return Math.max(5, wait_ms)
    } catch (error) {
      return done(reject(error))
    }
  }

  /** Serves one queue until it is empty: only its head asks the database. */
  async function serve(line: Line): Promise<void> {
    const queue = queues[line]
    running[line] = true
    for (let first = queue[0]; first; first = queue[0]) {
      const waitMs = await turn(first)
      if (waitMs === 0) {
        queue.shift()
        continue
      }
      const late = queue.filter((one) => Date.now() + waitMs + MIN_MS > one.deadline)
      queue.splice(0, queue.length, ...queue.filter((one) => !late.includes(one)))
      for (const one of late) one.reject(new BudgetExhausted(waitMs))
      if (queue.length > 0) await pause(Math.min(waitMs, POLL_MS))
    }
    running[line] = false
  }

  return {
    acquire(call, deadline) {
      return new Promise((resolve, reject) => {
        const line = lineOf(call)
        const patience = line === 'visitor' ? Date.now() + VISITOR_TIMEOUT_MS : deadline
        queues[line].push({ call, deadline: Math.min(deadline, patience), resolve, reject })
        if (!running[line]) void serve(line)
      })
    },
  }
}

const lineOf = ({ priority, visitor }: Wanted): Line => (visitor ? 'visitor' : priority)

const done = (_settled: void) => 0

function slot(db: Kysely<Database>, id: number): Slot {
  return {
    async release(outcome, httpStatus, skewMs) {
      const skew =
        skewMs === null ? null : Math.max(-2_000_000_000, Math.min(2_000_000_000, Math.round(skewMs)))
      await sql`select gateway_release(${id}, ${outcome}, ${httpStatus}::int, ${skew}::int)`.execute(db)
    },
  }
}

/** Deletes calls older than `days`, never those of the current window. */
export async function forgetOldCalls(db: Kysely<Database>, days: number): Promise<void> {
  await sql`delete from gateway_calls where started_at < now() - ${days} * interval '1 day'`.execute(db)
}
