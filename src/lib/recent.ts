const KEY = 'recent'
const MOST = 6
const KINDS = ['order', 'member', 'product'] as const
type RecentKind = (typeof KINDS)[number]
/** An object that the user viewed, by id only, so that no personal data stays in the browser. */
export type Recent = { kind: RecentKind; id: string }

/** Newest first; empty without storage. */
export function readRecent(): Recent[] {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]')
    return Array.isArray(found) ? found.filter(isRecent) : []
  } catch {
    return []
  }
}

export function noteRecent(seen: Recent): void {
  const others = readRecent().filter(({ kind, id }) => kind !== seen.kind || id !== seen.id)
  try {
    localStorage.setItem(KEY, JSON.stringify([seen, ...others].slice(0, MOST)))
  } catch {
    // Without storage nothing is remembered.
  }
}

/** At sign-out. */
export function forgetRecent(): void {
  try {
    localStorage.removeItem(KEY)
  } catch {
    // Nothing was remembered.
  }
}

function isRecent(one: unknown): one is Recent {
  const { kind, id } = (one ?? {}) as Record<string, unknown>
  return KINDS.some((known) => known === kind) && typeof id === 'string' && id.length <= 64
}
