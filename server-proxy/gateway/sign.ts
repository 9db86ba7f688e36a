import { md5 } from './des.ts'

export type WireValue =
  | string
  | number
  | boolean
  | null
  | undefined
  | WireValue[]
  | { [name: string]: WireValue }
export type WireBody = { [name: string]: WireValue }
/** How S1 prints a list of strings: Java's `[a, b]`, or `{0=a, 1=b}` as one client sends it. */
export type ListSign = 'java' | 'indexed'

/** Java's toString of the parsed JSON value. */
function javaText(value: WireValue, listSign: ListSign): string {
  if (Array.isArray(value)) {
    const items = value.map((item) => javaText(item, listSign))
    // Only lists of strings have a second form: objects print as `[{…}, {…}]` in both.
    if (listSign === 'java' || !value.every((item) => typeof item === 'string'))
      return `[${items.join(', ')}]`
    return `{${items.map((item, place) => `${place}=${item}`).join(', ')}}`
  }
  if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value).map(([name, inner]) => `${name}=${javaText(inner, listSign)}`)
    return `{${fields.join(', ')}}`
  }
  return String(value)
}

function isEmpty(value: WireValue): boolean {
  if (value === null || value === undefined || value === '') return true
  return typeof value === 'object' && Object.keys(value).length === 0
}

/** S1 in upper case (§5.1): non-empty fields in the ASCII order of their original names. */
export function upperS1(body: WireBody, listSign: ListSign): string {
  return Object.keys(body)
    .filter((name) => !isEmpty(body[name]))
    .toSorted((a, b) => (a < b ? -1 : 1))
    .map((name) => `${name}=${javaText(body[name], listSign)}`)
    .join('&')
    .toWellFormed()
    .toUpperCase()
}

/** MD5 twice over S1 and the key, lower-case hex both times; the key keeps its case. */
export function sign(body: WireBody, md5SecretKey: string, listSign: ListSign): string {
  return md5(md5(upperS1(body, listSign) + md5SecretKey))
}
