import { PlatformRefusal, PlatformUnknown } from './errors.ts'
import { bodyOf, INTERFACES, type InterfaceName } from './interfaces.ts'
import { createPost, type GatewaySettings, type RawAnswer } from './post.ts'
import { readAnswer } from './read.ts'
import { networkFault, type NetworkFault } from '../store/network-fault.ts'
import { SKEW_FATAL_MS, SKEW_WARNING_MS } from './skew.ts'

/**
 * The identifiers to ask about. Real ones show more; invented ones still show whether the platform understands the
 * call.
 */
export type Subjects = {
  memberId: string
  mobile: string
  productCode: string
  tempOrderCode: string
  orderCode: string
}

export type Finding = { grade: 'good' | 'warning' | 'bad'; about: string; says: string }

const TIMEOUT_MS = 10_000
/** Codes that mean: the platform understood the call but does not know its subject. */
const UNDERSTOOD = new Set(['0000', '1000', '1001', '3000', '4001', '9999'])

/** The likely cause of a refusal by its code; never contains a setting's value. */
const CAUSES: Record<string, string> = {
  '0002': 'too many calls in the last 60 s: AGB_RATE_LIMIT is too high, or the same keys are used elsewhere',
  '2000': 'the signature is wrong: AGB_MD5_SECRET_KEY, else AGB_VERSION or AGB_LIST_SIGN',
  '2008':
    'the call is not allowed: AGB_VERSION, AGB_IP or AGB_BODY, or this distributor may not use the interface',
  '2009': 'the platform cannot decrypt: AGB_DES_KEY',
  '5000': 'the access token is not valid: AGB_ACCESS_TOKEN',
}

/** Tries each reading interface once, outside the budget of running portals. Returns the findings. */
export async function diagnose(settings: GatewaySettings, subjects: Subjects): Promise<Finding[]> {
  const post = createPost(settings)
  const found: Finding[] = []
  const skews: number[] = []
  const dialects = new Map<string, string>()
  const { memberId, mobile: account, productCode, tempOrderCode, orderCode } = subjects
  const asks: [InterfaceName, object][] = [
    ['getDistrProductDetail', { productCode, memberId }],
    ['getOrderDetail', { tempOrderCode, memberId }],
    ['getPolicyUrl', { tempOrderCode, memberId }],
    ['getInvoiceUrl', { orderCode, memberId }],
    ['getOrderListUrl', { account, memberId }],
  ]
  try {
    for (const [name, values] of asks) {
      const body = bodyOf(name, { ...values, distrCode: settings.keys.distrCode })
      let answer: RawAnswer | null = null
      try {
        answer = await post.send(INTERFACES[name].path, body, TIMEOUT_MS)
        if (answer.skewMs !== null) skews.push(answer.skewMs)
        const data = readAnswer(answer.status, answer.text)
        found.push({ grade: 'good', about: name, says: 'answers' })
        const dialect = dialectOf(name, data)
        if (dialect) dialects.set(name, dialect)
      } catch (error) {
        found.push(findingOf(name, error, answer))
      }
    }
  } finally {
    await post.close()
  }
  return [
    ...found,
    clock(skews, found),
    ...[...dialects].map(([about, says]) => ({ grade: 'good', about, says }) as const),
  ]
}

function findingOf(about: InterfaceName, error: unknown, answer: RawAnswer | null): Finding {
  if (error instanceof PlatformRefusal) {
    const { code, reason, platformMessage } = error
    const said = `${code} ${reason}${platformMessage ? ` (${platformMessage})` : ''}`
    if (UNDERSTOOD.has(code)) return { grade: 'good', about, says: `understood; it answers ${said}` }
    const clockOff = code !== '2009' && Math.abs(answer?.skewMs ?? 0) >= SKEW_FATAL_MS
    return {
      grade: 'bad',
      about,
      says: `${said}: ${clockOff ? clockFault(code) : (CAUSES[code] ?? 'refused')}`,
    }
  }
  if (!(error instanceof PlatformUnknown)) throw error
  const what = {
    timeout: `no answer within ${TIMEOUT_MS / 1000} s`,
    connection: `no connection: ${noConnection(error.cause)}`,
    'http-status': `HTTP ${answer?.status ?? ''}`,
    'not-json': 'the answer is not JSON: is the address the platform’s?',
    'unknown-code': 'a code that is not in the document',
    malformed: 'an answer without the fields of the document',
    'too-large': 'an answer of more than 4 MB',
    late: 'not sent in time',
  }[error.reason]
  return { grade: 'bad', about, says: what }
}

/** A wrong clock explains most refusals, but not a wrong token: then both are wrong. */
function clockFault(code: string): string {
  const clock = 'our clock is more than five minutes off, see below'
  return code === '5000'
    ? `${CAUSES[code]}, and ${clock}`
    : `${clock}; the keys can be tested only with a right clock`
}

const CONNECTION: Record<NetworkFault, string> = {
  refused: 'nothing listens at this address and port',
  'unknown-host': 'this host name is unknown: the address, or DNS',
  unreachable: 'no network leads to this host',
  reset: 'the connection was cut: a firewall, or http to an https port',
  timeout: 'the host does not answer: a firewall, or HTTPS_PROXY is missing',
  certificate: 'its certificate is not trusted: NODE_EXTRA_CA_CERTS, or the name in the address',
  tls: 'TLS failed: is this an https port?',
}

function noConnection(cause: unknown): string {
  const refusedByProxy = /Proxy response \((\d+)\)/.exec(cause instanceof Error ? cause.message : '')
  if (refusedByProxy)
    return `the proxy refuses with ${refusedByProxy[1]}: HTTPS_PROXY, its user, or its rules`
  const fault = networkFault(cause)
  return fault ? `${CONNECTION[fault.kind]} (${fault.code})` : 'address, network, proxy or certificate'
}

function clock(skews: number[], found: Finding[]): Finding {
  const skew = skews.toSorted((a, b) => a - b)[Math.floor(skews.length / 2)]
  const about = 'clock'
  if (skew === undefined)
    return found.some(({ grade }) => grade === 'good')
      ? { grade: 'warning', about, says: 'the platform sends no Date header: it cannot be compared' }
      : { grade: 'warning', about, says: 'no answer to compare with' }
  const seconds = Math.round(Math.abs(skew) / 1000)
  const says = `ours is ${seconds} s ${skew > 0 ? 'behind' : 'ahead of'} the platform’s`
  if (seconds * 1000 >= SKEW_FATAL_MS)
    return { grade: 'bad', about, says: `${says}: set this machine’s time (NTP)` }
  if (seconds * 1000 >= SKEW_WARNING_MS)
    return { grade: 'warning', about, says: `${says}: set this machine’s time (NTP)` }
  return { grade: 'good', about, says: seconds < 2 ? 'agrees with the platform’s' : says }
}

/** Which of the document's two dialects the gateway speaks; null when the answer does not show it. */
function dialectOf(name: InterfaceName, data: unknown): string | null {
  const fields = (typeof data === 'object' && data ? data : {}) as Record<string, unknown>
  if (name === 'getDistrProductDetail') {
    const plan = Array.isArray(fields['plans']) ? (fields['plans'][0] as object | undefined) : undefined
    if (!plan) return null
    return 'safeguardPlanCode' in plan
      ? 'dialect of the document’s example: safeguardPlanCode, defaultMinPrice'
      : 'dialect of the document’s table: planCode, minPrice'
  }
  if (name === 'getInvoiceUrl' && Array.isArray(data) && data.length > 0)
    return typeof data[0] === 'string'
      ? 'invoices come as addresses'
      : 'invoices come as invoiceUrl and policyCode'
  if (name === 'getInvoiceUrl' && 'invoiceUrl' in fields) return 'an invoice comes without a list around it'
  return null
}
