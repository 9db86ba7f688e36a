/** Structural keys of recorded events, which never contain input. */
const MADE_OF = new Set([
  'class',
  'style',
  '_cssText',
  'tagName',
  'type',
  'for',
  'id',
  'd',
  'rel',
  'name',
  'key',
])
/** Bearers in portal URLs, which grant access to a purchase. */
const BEARERS = /\/(buy|return|o)\/[\w-]{32}/g
/** Indexed by prefix, because lists are long. */
const BEGINNING = 2

/** Typed values worth searching for. Short numbers and single characters would match everywhere. */
export function isTelling(value: string): boolean {
  const { length } = value.trim()
  return /^[\d\s-]*$/.test(value.trim()) ? length >= 4 : length >= 2
}

/**
 * Serialises events without `typed` values, bearers or external URLs, in case class-based masking missed something.
 */
export function scrubbed(events: readonly unknown[], typed: ReadonlySet<string>, origin: string): string {
  const values = new Map<string, string[]>()
  for (const value of [...typed].map((one) => one.trim()).sort((a, b) => b.length - a.length)) {
    const start = value.slice(0, BEGINNING)
    const same = values.get(start)
    if (same) same.push(value)
    else values.set(start, [value])
  }
  return JSON.stringify(events, (key, value: unknown) => {
    if (typeof value !== 'string' || MADE_OF.has(key) || value.startsWith('data:')) return value
    if (/^https?:\/\//.test(value) && !value.startsWith(`${origin}/`)) return 'about:blank'
    return masked(value.replace(BEARERS, '/$1/…'), values)
  })
}

function masked(text: string, values: ReadonlyMap<string, readonly string[]>): string {
  let whole = ''
  let kept = 0
  for (let at = 0; at < text.length; at++) {
    const found = values.get(text.slice(at, at + BEGINNING))?.find((value) => text.startsWith(value, at))
    if (!found) continue
    whole += text.slice(kept, at) + '*'.repeat(found.length)
    kept = at + found.length
    at = kept - 1
  }
  return whole + text.slice(kept)
}
