import { createHash } from 'node:crypto'

export type ListSign = 'java' | 'indexed'
export type Fields = Record<string, unknown>

/** A number as written: Java keeps the 0 of 1.0, JavaScript does not. */
class NumberAsWritten {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

/** The values in a Java program after parsing: fields in the order sent, numbers as written. */
export function parseAsJava(text: string): unknown {
  const revive = (_name: string, value: unknown, context?: { source: string }) =>
    typeof value === 'number' && context ? new NumberAsWritten(context.source) : value
  return JSON.parse(text, revive)
}

/** For binding: a number given for a String is its text (`107084`), and one for an int is parsed later. */
export function parseTexts(text: string): unknown {
  const revive = (_name: string, value: unknown, context?: { source: string }) =>
    typeof value === 'number' && context ? context.source : value
  return JSON.parse(text, revive)
}

/** Java's toString of a parsed value: `{k=v, k=v}`, `[a, b]`, or `{0=a, 1=b}` for strings signed by index. */
export function javaText(value: unknown, listSign: ListSign): string {
  if (value instanceof NumberAsWritten) return value.text
  if (Array.isArray(value)) {
    const items = value.map((item) => javaText(item, listSign))
    const strings = value.every((item) => typeof item === 'string')
    return listSign === 'indexed' && strings
      ? `{${items.map((item, place) => `${place}=${item}`).join(', ')}}`
      : `[${items.join(', ')}]`
  }
  if (typeof value === 'object' && value !== null)
    return `{${Object.entries(value)
      .map(([name, inner]) => `${name}=${javaText(inner, listSign)}`)
      .join(', ')}}`
  return String(value)
}

/** Null, "", [] and {} are not signed; 0 and false are. */
export function isEmpty(value: unknown): boolean {
  if (value === null || value === '') return true
  return typeof value === 'object' && !(value instanceof NumberAsWritten) && Object.keys(value).length === 0
}

/** S1 before upper-casing: non-empty fields in the byte order of their names (§5.1). */
export function s1Of(body: Fields, listSign: ListSign): string {
  return Object.entries(body)
    .filter(([, value]) => !isEmpty(value))
    .sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
    .map(([name, value]) => `${name}=${javaText(value, listSign)}`)
    .join('&')
}

export const md5 = (text: string) => createHash('md5').update(text, 'utf8').digest('hex')

/** MD5 twice over upper-case S1 and the unchanged key. */
export function signOf(s1: string, md5SecretKey: string): string {
  return md5(md5(s1.toUpperCase() + md5SecretKey))
}
