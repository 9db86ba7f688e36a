import { sql } from 'kysely'
import type { MeasuredClock, SayTrail } from '#contract/trail.ts'
import type { Deps } from '../deps.ts'

/** A request is given up after 30 s, so a sound measurement is at most that far from a request's one way. */
const LONGEST_WAY_MS = 35_000
/** Rounding, and clocks that run at slightly different speeds. */
const SLACK_MS = 1_000
/** No page holds its acts back longer: an older time means that the device's clock was set in between. */
const LONGEST_KEPT_MS = 24 * 3_600_000

/** The database's clock, ms: all times of a trail are by it. */
export async function arrivalTime(db: Deps['db']): Promise<number> {
  const { rows } = await sql<{ at: Date }>`select clock_timestamp() as at`.execute(db)
  return (rows[0]?.at ?? new Date()).getTime()
}

/**
 * How far the device's clock is behind ours. The page measures it by round trips; a measurement that contradicts this
 * request (the clock was set since) or that does not exist yet gives way to the request's own one way, which is late
 * by the time on the way. Undefined from pages that do not say when they sent.
 */
export function clockOf(
  { sentAt, clock }: Pick<SayTrail, 'sentAt' | 'clock'>,
  arrived: number,
): MeasuredClock | undefined {
  if (sentAt === undefined) return undefined
  const oneWay = arrived - sentAt
  const isSound = clock && clock.offset <= oneWay + SLACK_MS && clock.offset >= oneWay - LONGEST_WAY_MS
  return isSound ? clock : { offset: oneWay }
}

/**
 * When an act happened, by our clock: never later than it arrived. Null if the device's clock was not measured, or was
 * set between act and measurement.
 */
export function actedAt(saidAt: Date | null, clock: MeasuredClock | undefined, arrived: Date): string | null {
  if (!saidAt || !clock) return null
  const at = Math.min(saidAt.getTime() + clock.offset, arrived.getTime())
  return at < arrived.getTime() - LONGEST_KEPT_MS ? null : new Date(at).toISOString()
}
