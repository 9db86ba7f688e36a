import type { GatewayKeys } from '../../settings.ts'
import { asText, checkFrame, openBody, readEnvelope, type Taken } from '../wire/envelope.ts'
import { bindFields, INTERFACE_NAMES, type InterfaceName, TABLES } from '../wire/fields.ts'
import { Refused } from '../wire/refused.ts'
import { type Fields, isEmpty, type ListSign, parseTexts } from '../wire/sign.ts'
import { cipherHints } from './cipher-hints.ts'
import { signHints } from './sign-hints.ts'

export type Step = { name: string; ok: boolean; detail: string }
export type Explanation = {
  /** In the order of the platform's checks. */
  steps: Step[]
  /** Probable faults, and oddities that pass. */
  hints: string[]
  bodyText: string | null
  s1: string | null
  /** Upper-case S1 and the key. */
  s2: string | null
  signWanted: string | null
  signGiven: string | null
}

type Judge = {
  keys: GatewayKeys
  /** ms since the epoch by the platform's clock. */
  now: number
  listSign: ListSign
  knowsNonce(nonce: string): boolean
}

/** Analyses a pasted request like the platform and explains why it fails. Uses up neither nonce nor slot. */
export function explain(text: string, { keys, now, listSign, knowsNonce }: Judge): Explanation {
  const taken: Taken = { envelope: envelopeIn(text), bodyText: null, s1: null, signWanted: null }
  const { envelope } = taken
  const steps: Step[] = []
  const hints: string[] = []
  const step = (name: string, check: () => string): boolean => {
    try {
      steps.push({ name, ok: true, detail: check() })
      return true
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      steps.push({ name, ok: false, detail: `${error.code} ${error.message}` })
      return false
    }
  }

  step('报文', () => {
    if (!envelope) throw new Refused('2008', '既不是JSON对象，也不是表单')
    return Object.keys(envelope).join('、')
  })
  if (envelope) {
    const given = asText(envelope['sign'])
    step('令牌 accessToken', () => {
      if (envelope['accessToken'] !== keys.accessToken) throw new Refused('5000')
      return '正确'
    })
    step('时间戳、随机数、版本号', () => {
      checkFrame(envelope, now)
      return `时间戳与平台时钟相差 ${Math.round((Number(envelope['timestamp']) - now) / 1000)} 秒`
    })
    if (knowsNonce(asText(envelope['nonce']))) hints.push('这个随机数已经用过：原样重发会得到 2008')
    const opened = step('解密 requestBody', () => {
      openBody(taken, keys, listSign)
      return `正文 ${[...(taken.bodyText ?? '')].length} 个字符`
    })
    if (!opened) hints.push(...cipherHints(asText(envelope['requestBody']), keys.desKey))
    else {
      const bodyText = taken.bodyText ?? ''
      const signed = step('签名 sign', () => {
        if (given !== taken.signWanted) throw new Refused('2000')
        return '一致'
      })
      if (!signed) hints.push(...signHints(bodyText, given, keys.md5SecretKey, listSign))
      const body = parseTexts(bodyText) as Fields
      const name = likelyInterface(text, body)
      step(`字段（按 ${name}）`, () => {
        bindFields(name, body)
        return '符合文档'
      })
      hints.push(...bodyHints(name, body))
    }
  }
  return {
    steps,
    hints,
    bodyText: taken.bodyText,
    s1: taken.s1,
    s2: taken.s1 && taken.s1.toUpperCase() + keys.md5SecretKey,
    signWanted: taken.signWanted,
    signGiven: envelope && asText(envelope['sign']),
  }
}

/** Finds JSON or a form, also within a command. */
function envelopeIn(text: string): Fields | null {
  const json = text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1)
  const asJson = json ? readEnvelope('application/json', json) : null
  if (asJson) return asJson
  const form = readEnvelope('application/x-www-form-urlencoded', text.trim())
  return form && 'requestBody' in form ? form : null
}

/** The interface whose path is in the text, or whose fields fit best. */
function likelyInterface(text: string, body: Fields): InterfaceName {
  const named = INTERFACE_NAMES.find((name) => new RegExp(`/${name}\\b`).test(text))
  if (named) return named
  const score = (name: InterfaceName) => {
    const names = Object.keys(TABLES[name])
    return names.filter((field) => field in body).length * 2 - names.length - Object.keys(body).length
  }
  return INTERFACE_NAMES.reduce((best, name) => (score(name) > score(best) ? name : best))
}

function bodyHints(name: InterfaceName, body: Fields): string[] {
  const hints: string[] = []
  const known = Object.keys(TABLES[name])
  const unknown = Object.keys(body).filter((field) => !known.includes(field))
  if (unknown.length > 0) hints.push(`文档里没有的字段：${unknown.join('、')}（参与签名，平台忽略）`)
  if (hasEmpties(body)) hints.push('嵌套的值里有空字段：Java 里写作 k= 或 k=null，最好不要发')
  return hints
}

const hasEmpties = (body: Fields) =>
  Object.values(body).some(
    (value) =>
      typeof value === 'object' &&
      value !== null &&
      Object.values(value).some((inner: unknown) =>
        Array.isArray(value) && typeof inner === 'object' && inner !== null
          ? Object.values(inner).some(isEmpty)
          : isEmpty(inner),
      ),
  )
