/**
 * Recordings come from untrusted browsers. This removes everything that could load, run or navigate, before storing
 * and before replaying; only `data:` URLs stay. Node ids stay, because later events refer to them.
 */
export function inertRecording(events: readonly unknown[]): unknown[] {
  return events.filter(isPlayable).map((event) => inert(event))
}

type Values = Record<string, unknown>

const PLUGIN = 6
/** Incremental event sources that contain URLs: media, canvas, fonts. */
const LOADING = new Set([7, 9, 10])
const BANNED = new Set(
  'script noscript iframe frame frameset object embed applet base meta portal fencedframe audio video source track link set animate animatetransform animatemotion'.split(
    ' ',
  ),
)
/** Elements whose text a browser never shows. */
const NEVER_SHOWN = new Set(['script', 'noscript'])
const ADDRESSES = new Set(
  'src srcset href xlink:href action formaction poster data background ping srcdoc manifest cite longdesc imagesrcset rr_src rr_dataURL'.split(
    ' ',
  ),
)

const isValues = (value: unknown): value is Values => typeof value === 'object' && value !== null

function isPlayable(event: unknown): boolean {
  if (!isValues(event) || event['type'] === PLUGIN) return false
  const { data } = event
  return !(isValues(data) && event['type'] === 3 && LOADING.has(Number(data['source'])))
}

function inert(value: unknown): unknown {
  if (typeof value === 'string') return inertStyle(value)
  if (Array.isArray(value)) return value.map((one) => inert(one))
  if (!isValues(value)) return value
  return mapped(inertNode(value), (key, one) =>
    key === 'attributes' && isValues(one) && !Array.isArray(one) ? mapped(one, inertValue) : inert(one),
  )
}

/** Only styles may be objects: of anything else, the player makes a text that was never checked. */
function inertValue(name: string, value: unknown): unknown {
  if (name === 'style' && isValues(value) && !Array.isArray(value)) return inert(value)
  return isValues(value) ? '' : typeof value === 'string' ? inertAttribute(name, value) : value
}

const mapped = (values: Values, map: (key: string, value: unknown) => unknown): Values =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, map(key, value)]))

/** Elements that load resources become empty boxes. Style sheets recorded as text stay. */
function inertNode(node: Values): Values {
  const { tagName, attributes } = node
  if (tagName === undefined) return node
  // The player makes a text of any other value, such as `['iframe']`.
  const plain = typeof tagName === 'string' ? tagName.toLowerCase().replace(/^.*:/, '') : ''
  if (plain !== '' && !BANNED.has(plain)) return node
  const css = isValues(attributes) ? attributes['_cssText'] : undefined
  return typeof css === 'string'
    ? { ...node, tagName: 'style', attributes: { _cssText: css } }
    : { ...node, tagName: 'div', attributes: NEVER_SHOWN.has(plain) ? { style: 'display: none' } : {} }
}

function inertAttribute(name: string, value: string): string {
  const plain = name.toLowerCase()
  if (plain.startsWith('on')) return ''
  if (ADDRESSES.has(name) || ADDRESSES.has(plain)) return /^(data:image\/|#)/i.test(value.trim()) ? value : ''
  return inertStyle(value)
}

const LOADS = /url\(|@import|image\(|image-set\(|cross-fade\(|src\(/i
const URL_FUNCTION = /url\(\s*(?:"([^"]*)"|'([^']*)'|([^)]*))\s*(?:\)|$)/gi

function inertStyle(text: string): string {
  if (text.includes('\\') && isDisguised(text)) return ''
  if (!LOADS.test(text)) return text
  return text
    .replace(/@import\b[^;]*;?/gi, '')
    .replace(/(?:image-set|cross-fade|image|\bsrc)\([^;}]*/gi, 'none')
    .replace(URL_FUNCTION, (all: string, ...found: unknown[]) => {
      const address = found.slice(0, 3).find((one) => typeof one === 'string')
      return /^(data:|#)/i.test((address ?? '').trim()) ? all : 'none'
    })
}

/** A function or at-rule name contains escapes, which our own sheets never do. */
function isDisguised(css: string): boolean {
  if (/(?<!\\)@[^\s;{]{0,64}\\/.test(css)) return true
  for (let at = css.indexOf('('); at >= 0; at = css.indexOf('(', at + 1)) {
    const before = css.slice(Math.max(0, at - 64), at)
    // An escaped bracket belongs to a name.
    if (/(?<!\\)(?:\\\\)*\\$/.test(before)) continue
    if (/[^\s;{}:,()]*$/.exec(before)?.[0].includes('\\')) return true
  }
  return false
}
