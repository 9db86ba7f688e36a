/** Members of recorded events that describe how a page is made; nothing that somebody typed gets there. */
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
/** Bearers in the portal's own addresses: whoever has one has the purchase. */
const BEARERS = /\/(buy|return|o)\/[\w-]{32}/g
/** Texts are found by how they begin: lists are long. */
const BEGINNING = 2

/**
 * What somebody typed, as far as it can be looked for: a short number would be found everywhere, and one sign says
 * nothing.
 */
export function isTelling(value: string): boolean {
  const { length } = value.trim()
  return /^[\d\s-]*$/.test(value.trim()) ? length >= 4 : length >= 2
}

/**
 * Events as JSON in which no text holds one of `typed` or a bearer, and no address leads out of `origin`: what masking
 * by class missed is not sent either.
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
