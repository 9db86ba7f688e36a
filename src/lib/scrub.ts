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
const LONG = 2_000

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
  const values = [...typed].map((value) => value.trim()).sort((a, b) => b.length - a.length)
  return JSON.stringify(events, (key, value: unknown) => {
    if (typeof value !== 'string' || MADE_OF.has(key) || value.length > LONG) return value
    if (/^https?:\/\//.test(value) && !value.startsWith(`${origin}/`)) return 'about:blank'
    let text = value.replace(BEARERS, '/$1/…')
    for (const one of values) text = text.split(one).join('*'.repeat(one.length))
    return text
  })
}
