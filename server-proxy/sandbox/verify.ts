import { createDecipheriv, createHash } from 'node:crypto'
import type { GatewayKeys } from '../settings.ts'

/** A call that is turned down with one of the document's codes (§8.1.1). */
export class Refused extends Error {
  readonly code: string

  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

/** Written from the document with node:crypto alone, so that a fault in the portal's own cipher cannot hide here. */
export function decryptBody(requestBody: string, desKey: string): string {
  const key = Buffer.from(desKey, 'utf8').subarray(0, 8)
  // OpenSSL has no single DES any more; triple DES with one key three times is the same.
  const decipher = createDecipheriv('des-ede3-ecb', Buffer.concat([key, key, key]), null)
  return decipher.update(requestBody, 'base64', 'utf8') + decipher.final('utf8')
}

const md5 = (text: string) => createHash('md5').update(text, 'utf8').digest('hex')

function javaText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(javaText).join(', ')}]`
  if (typeof value === 'object' && value !== null)
    return `{${Object.entries(value)
      .map(([name, inner]) => `${name}=${javaText(inner)}`)
      .join(', ')}}`
  return String(value)
}

/** S1 in upper case, as Java would print the parsed body. */
export function s1Of(body: Record<string, unknown>): string {
  const filled = Object.entries(body).filter(([, value]) => {
    if (value === null || value === '') return false
    return typeof value !== 'object' || Object.keys(value).length > 0
  })
  return filled
    .sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
    .map(([name, value]) => `${name}=${javaText(value)}`)
    .join('&')
    .toUpperCase()
}

export function signOf(body: Record<string, unknown>, md5SecretKey: string): string {
  return md5(md5(s1Of(body) + md5SecretKey))
}

const VALID_MS = 5 * 60_000

/** The body of an envelope that is whole, in time, new and rightly signed; throws Refused. */
export function openEnvelope(
  envelope: Record<string, unknown>,
  keys: GatewayKeys,
  now: number,
  useNonce: (nonce: string) => boolean,
): Record<string, unknown> {
  if (envelope['accessToken'] !== keys.accessToken) throw new Refused('5000', '请求接口TOKEN不合法')
  const { nonce, requestBody, sign } = envelope
  const timestamp = Number(envelope['timestamp'])
  if (!Number.isFinite(timestamp) || Math.abs(now - timestamp) > VALID_MS)
    throw new Refused('2008', '请求已过期')
  if (typeof nonce !== 'string' || nonce.length < 8 || nonce.length > 64 || !useNonce(nonce))
    throw new Refused('2008', '随机数缺失或重复')
  if (typeof envelope['version'] !== 'string' || !envelope['version']) throw new Refused('2008', '版本号缺失')
  let body: unknown
  try {
    body = JSON.parse(decryptBody(String(requestBody), keys.desKey))
  } catch {
    throw new Refused('2009', '报文解密失败')
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new Refused('2009', '报文解密失败')
  if (sign !== signOf(body as Record<string, unknown>, keys.md5SecretKey))
    throw new Refused('2000', '接口签名错误')
  return body as Record<string, unknown>
}
