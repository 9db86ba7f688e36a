type Log = { error(details: object, message: string): void }

const LOG_AGAIN_MS = 60_000
const found = new Map<string, number>()

/** Unreadable stored values that this process has found, for a metric and an alarm. */
export const unreadableCount = () => found.size

/**
 * The result of `read`; null when a stored value does not decrypt or was altered. One such row never fails a
 * list: it is shown as unreadable and logged once a minute.
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
    if (Date.now() - (found.get(name) ?? 0) > LOG_AGAIN_MS)
      log.error({ err: error, table, row }, 'a stored value cannot be read: wrong data key, or altered')
    found.set(name, Date.now())
    return null
  }
}
