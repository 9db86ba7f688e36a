type Log = { error(details: object, message: string): void }

const TOLD_AGAIN_MS = 60_000
const found = new Map<string, number>()

/** How many stored values this process has found unreadable; a metric and an alarm. */
export const unreadableCount = () => found.size

/**
 * What `read` answers; null where a stored value does not open, or is not what it was. One such row never takes a list
 * down: it is shown as unreadable, and the log tells which, once a minute.
 */
export function readable<Value>(
  log: Log,
  { table, row }: { table: string; row: string },
  read: () => Value,
): Value | null {
  try {
    return read()
  } catch (error) {
    const name = `${table} ${row}`
    if (Date.now() - (found.get(name) ?? 0) > TOLD_AGAIN_MS)
      log.error({ err: error, table, row }, 'a stored value cannot be read: wrong data key, or altered')
    found.set(name, Date.now())
    return null
  }
}
