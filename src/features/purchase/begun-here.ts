const KEY = 'begun-here'
const KEPT_MS = 30 * 86_400_000
const MOST = 6
type Begun = { link: string; own: string; until: number }

/**
 * Remembers for a while that this browser began a purchase from a multi-use link. Stores only the two bearers; typed
 * data stays on the server.
 */
export function rememberBegun(link: string, own: string): void {
  const others = readAll().filter((one) => one.link !== link)
  write([{ link, own, until: Date.now() + KEPT_MS }, ...others].slice(0, MOST))
}

/** The bearer of the purchase that this browser began by the link. */
export const begunHere = (link: string): string | null =>
  readAll().find((one) => one.link === link)?.own ?? null

export const forgetBegun = (link: string): void => write(readAll().filter((one) => one.link !== link))

function readAll(): Begun[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]')
    return Array.isArray(kept) ? kept.filter(isBegun) : []
  } catch {
    return []
  }
}

function write(all: readonly Begun[]): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(all))
  } catch {
    // Storage may be blocked: the link starts anew.
  }
}

function isBegun(one: unknown): one is Begun {
  const { link, own, until } = (one ?? {}) as Record<string, unknown>
  return (
    typeof link === 'string' && typeof own === 'string' && typeof until === 'number' && until > Date.now()
  )
}
