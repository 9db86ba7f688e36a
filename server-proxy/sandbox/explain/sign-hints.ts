import { createHash } from 'node:crypto'
import {
  type Fields,
  isEmpty,
  javaText,
  type ListSign,
  md5,
  parseAsJava,
  s1Of,
  signOf,
} from '../wire/sign.ts'

/** Signs by other readings of §5.1, and names the one that gives the sent sign. */
export function signHints(
  bodyText: string,
  given: string,
  md5SecretKey: string,
  listSign: ListSign,
): string[] {
  if (given === '') return ['没有 sign']
  const body = parseAsJava(bodyText) as Fields
  const s1 = s1Of(body, listSign)
  const upper = s1.toUpperCase()
  if (given.toLowerCase() === signOf(s1, md5SecretKey)) return ['sign 用了大写，应为小写十六进制']
  const key = md5SecretKey
  const other = listSign === 'java' ? 'indexed' : 'java'
  const readings: [hint: string, sign: string][] = [
    ['只做了一次 MD5，应为两次', md5(upper + key)],
    ['S1 没有转大写', twice(s1 + key)],
    ['密钥也转成了大写，只有 S1 要转', twice((s1 + key).toUpperCase())],
    ['第二次 MD5 之前把第一次的结果转成了大写', md5(md5(upper + key).toUpperCase())],
    ['第二次 MD5 之前又加了一次密钥', md5(md5(upper + key) + key)],
    ['第二次 MD5 用了第一次的 16 个字节，应为 32 个小写十六进制字符', twiceRaw(upper + key)],
    ['密钥前多了 &key=', twice(`${upper}&key=${key}`)],
    ['密钥前多了 &', twice(`${upper}&${key}`)],
    ['没有加 md5SecretKey', twice(upper)],
    ['密钥加在了前面', twice(key + upper)],
    ['空值字段也参与了签名', twice(joined(body, { empties: true }, listSign) + key)],
    ['字段没有按名称排序', twice(joined(body, { order: 'as-sent' }, listSign) + key)],
    ['排序不区分大小写，应按 ASCII 码', twice(joined(body, { order: 'folded' }, listSign) + key)],
    [
      '嵌套的值用了 JSON 文本，应为 Java 的 toString：{k=v, k=v}',
      twice(joined(body, { nested: 'json' }, listSign) + key),
    ],
    ['嵌套的值没有参与签名', twice(joined(body, { nested: 'none' }, listSign) + key)],
    ['嵌套的值逗号后少了空格', twice(upper.replaceAll(', ', ',') + key)],
    ['值被 URL 编码了', twice(joined(body, { encode: true }, listSign) + key)],
    ['字段之间少了 &', twice(joined(body, { separator: '' }, listSign) + key)],
    ['只转大写了 ASCII 字母', twice(s1.replace(/[a-z]/g, (letter) => letter.toUpperCase()) + key)],
    ['列表里的对象也按下标写成了 {0={…}}，应为 [{…}, {…}]', signOf(s1Of(byIndex(body), listSign), key)],
    [
      `列表的写法不同：这里设的是 ${listSign === 'java' ? '[a, b]' : '{0=a, 1=b}'}`,
      signOf(s1Of(body, other), key),
    ],
  ]
  const found = readings.filter(([, sign]) => sign === given.toLowerCase()).map(([hint]) => hint)
  if (found.length > 0) return found
  if (!/^[0-9a-f]{32}$/i.test(given)) return ['sign 不是 32 个十六进制字符']
  return ['签名的正文与加密的正文不是同一份，或 md5SecretKey 不对']
}

const twice = (s2: string) => md5(md5(s2))
const twiceRaw = (s2: string) =>
  createHash('md5')
    .update(Buffer.from(md5(s2), 'hex'))
    .digest('hex')

type Reading = {
  empties?: boolean
  order?: 'as-sent' | 'folded'
  nested?: 'json' | 'none'
  encode?: boolean
  separator?: string
}

/** Upper-case S1 with one rule read differently. */
function joined(body: Fields, reading: Reading, listSign: ListSign): string {
  const { empties, order, nested, encode, separator = '&' } = reading
  const isNested = (value: unknown) =>
    Array.isArray(value) || Object.getPrototypeOf(value ?? 0) === Object.prototype
  const textOf = (value: unknown) => {
    const text = nested === 'json' && isNested(value) ? asJson(value) : javaText(value, listSign)
    return encode ? encodeURIComponent(text) : text
  }
  const entries = Object.entries(body)
    .filter(([, value]) => empties || !isEmpty(value))
    .filter(([, value]) => nested !== 'none' || !isNested(value))
  if (order !== 'as-sent')
    entries.sort(([a], [b]) => {
      const [one, two] = order === 'folded' ? [a.toLowerCase(), b.toLowerCase()] : [a, b]
      return one < two ? -1 : 1
    })
  return entries
    .map(([name, value]) => `${name}=${textOf(value)}`)
    .join(separator)
    .toUpperCase()
}

/** Keeps numbers as written. */
const asJson = (value: unknown): string =>
  Array.isArray(value)
    ? `[${value.map(asJson).join(',')}]`
    : typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
      ? `{${Object.entries(value)
          .map(([name, inner]) => `${JSON.stringify(name)}:${asJson(inner)}`)
          .join(',')}}`
      : typeof value === 'string'
        ? JSON.stringify(value)
        : javaText(value, 'java')

/** Every list as an object with its indices as names. */
const byIndex = (body: Fields): Fields =>
  Object.fromEntries(
    Object.entries(body).map(([name, value]) => [
      name,
      Array.isArray(value) ? { ...(value as unknown[]) } : value,
    ]),
  )
