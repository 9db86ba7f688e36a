import { createCipheriv, createHash, randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import { SANDBOX_KEYS } from '../test-keys.ts'

/**
 * A client of the platform written from the document with node:crypto and fetch, sharing no code with the
 * sandbox.
 */

type Body = Record<string, unknown>
export type Answer = { code: string; message: string; data: never }

const md5 = (text: string) => createHash('md5').update(text, 'utf8').digest('hex')

export function seal(text: string, desKey: string = SANDBOX_KEYS.desKey): string {
  const key = Buffer.from(desKey).subarray(0, 8)
  const cipher = createCipheriv('des-ede3-ecb', Buffer.concat([key, key, key]), null)
  return Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]).toString('base64')
}

export function java(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(java).join(', ')}]`
  if (value instanceof Object)
    return `{${Object.entries(value)
      .map(([name, inner]) => `${name}=${java(inner)}`)
      .join(', ')}}`
  return String(value)
}

export function s1(body: Body): string {
  return Object.keys(body)
    .filter((name) => ![undefined, null, ''].includes(body[name] as null))
    .sort()
    .map((name) => `${name}=${java(body[name])}`)
    .join('&')
}

export const signOf = (body: Body) => md5(md5(s1(body).toUpperCase() + SANDBOX_KEYS.md5SecretKey))

export function envelopeOf(body: Body, now = Date.now()): Record<string, string | number> {
  return {
    accessToken: SANDBOX_KEYS.accessToken,
    nonce: randomUUID(),
    requestBody: seal(JSON.stringify(body)),
    sign: signOf(body),
    timestamp: now,
    version: '1.0',
  }
}

/** Calls `path` of the sandbox at `url` without checking the answer. */
export function post(url: string, path: string, envelope: unknown, signal?: AbortSignal): Promise<Response> {
  return fetch(reachable(url) + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(envelope),
    ...(signal && { signal }),
  })
}

export async function call(url: string, path: string, body: Body): Promise<Answer> {
  return (await (await post(url, path, envelopeOf(body))).json()) as Answer
}

/** `localhost` may resolve to IPv6 first; the sandbox listens on 127.0.0.1. */
export const reachable = (url: string) => url.replace('//localhost:', '//127.0.0.1:')

export async function control<Data = unknown>(
  url: string,
  path: string,
  body?: unknown,
  method = body === undefined ? 'GET' : 'POST',
): Promise<Data> {
  const answer = await fetch(`${reachable(url)}/sandbox/api${path}`, {
    method,
    ...(body !== undefined && {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  })
  return (await answer.json()) as Data
}

export const { distrCode } = SANDBOX_KEYS
export const MEMBER = {
  distrCode,
  mobile: '13800138000',
  employeeCode: SANDBOX_KEYS.employeeCode,
  invitateCode: SANDBOX_KEYS.invitateCode,
  company: '苏州湖畔旅行社有限公司',
  province: '江苏省',
  city: '苏州市',
  address: '工业园区星湖街328号',
}

export async function register(url: string, mobile = MEMBER.mobile): Promise<string> {
  const { data } = await call(url, '/api/member/register', { ...MEMBER, mobile })
  return (data as { memberId: string }).memberId
}

const PEOPLE = [
  { name: '李雷', cardNo: '11010119900307109X', birthday: '1990-03-07', gender: 'M', relation: '1' },
  { name: '韩梅梅', cardNo: '110101199205201243', birthday: '1992-05-20', gender: 'F', relation: '4' },
] as const

/** A pre-order for two, thirty days ahead, ready to be confirmed. */
export function preOrder(memberId: string, more: Body = {}): Body {
  const day = (ahead: number) =>
    new Date(Date.now() + 8 * 3_600_000 + ahead * 86_400_000).toISOString().slice(0, 10)
  const [first] = PEOPLE
  return {
    distrCode,
    mobile: MEMBER.mobile,
    memberId,
    outSerialNo: randomUUID().replaceAll('-', ''),
    payType: 2,
    productCode: '200207',
    productName: '天安 “旅途无忧” 一日游',
    deliverNotifyUrl: 'http://127.0.0.1:9/deliver',
    returnNotifyUrl: 'http://127.0.0.1:9/return',
    refundNotifyUrl: 'http://127.0.0.1:9/refund',
    returnPage: 'http://127.0.0.1:9/back',
    safeguardStartTime: day(30),
    safeguardEndTime: day(32),
    holderInfo: {
      holderName: first.name,
      holderCardType: '1',
      holderCardNo: first.cardNo,
      holderBirthday: first.birthday,
      holderGender: first.gender,
      holderMobile: '13900139000',
    },
    insuredInfoList: PEOPLE.map((person) => ({
      insuredName: person.name,
      insuredCardType: '1',
      insuredCardNo: person.cardNo,
      insuredBirthday: person.birthday,
      insuredGender: person.gender,
      insuredRelation: person.relation,
    })),
    ...more,
  }
}

export type Heard = { path: string; body: Body }

/** Receives notifications; `status` answers each by the number of earlier ones. */
export async function listener(status: (before: number) => number = () => 200) {
  const heard: Heard[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      response.writeHead(status(heard.length)).end()
      const text = Buffer.concat(chunks).toString()
      heard.push({
        path: request.url ?? '',
        body: text.startsWith('{') ? (JSON.parse(text) as Body) : { text },
      })
    })
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const origin = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
  const urls = {
    deliverNotifyUrl: `${origin}/deliver`,
    returnNotifyUrl: `${origin}/return`,
    refundNotifyUrl: `${origin}/refund`,
  }
  return {
    heard,
    urls,
    close: () => new Promise<void>((resolve) => void server.close(() => resolve())),
  }
}

/** Polls until `wanted` holds. */
export async function until<Value>(ask: () => Value | Promise<Value>, wanted: (value: Value) => boolean) {
  for (const end = Date.now() + 8_000; ; ) {
    const value = await ask()
    if (wanted(value)) return value
    if (Date.now() > end) throw new Error(`still ${JSON.stringify(value)?.slice(0, 600)}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
