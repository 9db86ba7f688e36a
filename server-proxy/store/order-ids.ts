/** The first moment of a day of Asia/Shanghai (`yyyy-MM-dd`), ms since the epoch. */
export function dayStart(day: string): number {
  return Date.parse(`${day}T00:00:00+08:00`)
}

/** The smallest UUIDv7 of a moment, ms since the epoch: order ids are time-ordered. */
export function idAt(ms: number): string {
  const hex = Math.max(0, ms).toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`
}
