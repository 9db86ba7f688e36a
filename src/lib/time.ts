/** Formats an instant in Asia/Shanghai: 2026-01-31 18:05, optionally with seconds. */
export function shanghaiTime(iso: string, seconds = false): string {
  const shifted = new Date(Date.parse(iso) + 8 * 3_600_000).toISOString()
  return shifted.slice(0, seconds ? 19 : 16).replace('T', ' ')
}
