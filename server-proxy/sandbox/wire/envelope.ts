import type { GatewayKeys } from '../../settings.ts'
import { Refused } from './refused.ts'
import { decryptBody } from './seal.ts'
import { type Fields, type ListSign, parseAsJava, parseTexts, s1Of, signOf } from './sign.ts'

/** The readable parts of a call. */
export type Taken = {
  envelope: Fields | null
  bodyText: string | null
  s1: string | null
  /** The correct sign. */
  signWanted: string | null
}

export type Checks = {
  keys: GatewayKeys
  listSign: ListSign
  /** ms since the epoch by the platform's clock. */
  now: number
  /** Takes a nonce; false when it was seen before. */
  useNonce(nonce: string): boolean
  /** Counts the call; false above the limit in 60 s. */
  takeSlot(): boolean
}

/** A string or a number as text; '' for anything else. */
export const asText = (value: unknown) =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : ''

const VALID_MS = 5 * 60_000

/** The envelope of a JSON or form body, or null. */
export function readEnvelope(contentType: string, text: string): Fields | null {
  if (contentType.includes('application/x-www-form-urlencoded'))
    return Object.fromEntries(new URLSearchParams(text))
  try {
    const parsed: unknown = JSON.parse(text)
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? (parsed as Fields) : null
  } catch {
    return null
  }
}

/**
 * The body of a call that is complete, in time, new and correctly signed. Throws Refused, and fills `taken`
 * on the way.
 */
export function openEnvelope(taken: Taken, checks: Checks): Fields {
  const { envelope } = taken
  const { keys, listSign, now } = checks
  if (!envelope) throw new Refused('2008', '请求报文不是JSON或表单')
  if (envelope['accessToken'] !== keys.accessToken) throw new Refused('5000')
  if (!checks.takeSlot()) throw new Refused('0002')
  checkFrame(envelope, now)
  if (!checks.useNonce(asText(envelope['nonce']))) throw new Refused('2008', '随机数已使用过')

  const body = openBody(taken, keys, listSign)
  if (envelope['sign'] !== taken.signWanted) throw new Refused('2000')
  return body
}

/** Timestamp, nonce, ip and version (§6); throws 2008. */
export function checkFrame(envelope: Fields, now: number): void {
  const { timestamp, nonce, ip, version } = envelope
  const written = typeof timestamp === 'number' || /^\d{1,15}$/.test(asText(timestamp))
  if (!written || !Number.isSafeInteger(Number(timestamp))) throw new Refused('2008', '时间戳应为毫秒数')
  if (Math.abs(now - Number(timestamp)) > VALID_MS) throw new Refused('2008', '请求已过期')
  if (typeof nonce !== 'string' || nonce === '') throw new Refused('2008', '随机数不能为空')
  if (nonce.length > 64) throw new Refused('2008', '随机数长度不能超过64')
  if (ip !== undefined && ip !== null && (typeof ip !== 'string' || ip.length > 32))
    throw new Refused('2008', '参数ip不正确')
  // §6: 1.0 is the default value.
  const isDefault = version === undefined || version === null || version === ''
  if (!isDefault && (typeof version !== 'string' || !/^1\.0(\.0)?$/.test(version)))
    throw new Refused('2008', '版本号不正确')
}

/** Decrypts and parses with numbers as text; stores body, S1 and the correct sign in `taken`. Throws 2009. */
export function openBody(taken: Taken, keys: GatewayKeys, listSign: ListSign): Fields {
  let body: unknown
  try {
    taken.bodyText = decryptBody(asText(taken.envelope?.['requestBody']), keys.desKey)
    body = parseTexts(taken.bodyText)
  } catch {
    throw new Refused('2009')
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw new Refused('2009')
  taken.s1 = s1Of(parseAsJava(taken.bodyText) as Fields, listSign)
  taken.signWanted = signOf(taken.s1, keys.md5SecretKey)
  return body as Fields
}
