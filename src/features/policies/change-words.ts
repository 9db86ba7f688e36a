import { shanghaiDay } from '../../contract/days.ts'

const HOUR = 3_600_000
const startOf = (day: string) => Date.parse(`${day}T00:00:00+08:00`)

/** Days of a period, both ends included; null while it is not complete. */
export function daysBetween(start: string | null, end: string | null): number | null {
  if (!start || !end || end < start) return null
  return Math.round((startOf(end) - startOf(start)) / (24 * HOUR)) + 1
}

/**
 * Hours without cover, from now (the end of the old cover) to the beginning of the new one. Hours before the first day
 * of the old cover do not count.
 */
export function hoursWithoutCover(
  oldStart: string | null,
  newStart: string | null,
  now: number,
): number | null {
  if (!newStart) return null
  const begun = oldStart !== null && oldStart <= shanghaiDay(now)
  const from = begun || oldStart === null ? now : startOf(oldStart)
  return Math.max(0, Math.ceil((startOf(newStart) - from) / HOUR))
}
