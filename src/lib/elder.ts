// Elder mode (大字版) is one attribute of the document; the styles of customers' pages do the rest.
const KEY = 'elder'
const ATTRIBUTE = 'data-elder'
const listeners = new Set<() => void>()

/** From `?elder=1` (or 0), or the last choice. */
export function elderWanted(): boolean {
  const asked = new URLSearchParams(location.search).get(KEY)
  if (asked) return asked === '1'
  try {
    return localStorage.getItem(KEY) === '1'
  } catch {
    // Storage may be blocked.
    return false
  }
}

export const isElder = () => document.documentElement.hasAttribute(ATTRIBUTE)

/** Without storage the choice lasts as long as its address. */
export function showElder(on: boolean): void {
  document.documentElement.toggleAttribute(ATTRIBUTE, on)
  for (const listener of listeners) listener()
  try {
    if (on) localStorage.setItem(KEY, '1')
    else localStorage.removeItem(KEY)
  } catch {
    // Storage may be blocked.
  }
}

/** Subscribes to changes. Returns the unsubscribe function. */
export function onElder(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
