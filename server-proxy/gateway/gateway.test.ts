import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../testing/database.ts'
import { problemOf, refusalOf } from '../http/problems.ts'
import { createGateway } from './gateway.ts'
import type { Gateway } from './types.ts'

const KEYS = {
  accessToken: 't',
  desKey: '12345678',
  md5SecretKey: 'm',
  distrCode: 'D',
  employeeCode: 'E',
  invitateCode: 'I',
}
const OK = JSON.stringify({
  code: '0000',
  message: '成功',
  data: { memberId: '1', orderStatus: '待支付', url: 'http://x', tempOrderCode: 'T' },
})

type Answer = (request: IncomingMessage, response: ServerResponse, body: string) => void
let script: Answer[] = []
let seen: { nonce: string; requestBody: string; type: string; raw: string }[] = []
let server: Server
let database: TestDatabase
let gateway: Gateway & { close(): Promise<void> }
let form: Gateway & { close(): Promise<void> }

const ok: Answer = (_request, response) => void response.end(OK)
const status =
  (code: number, text = ''): Answer =>
  (_request, response) =>
    void response.writeHead(code, { location: '/elsewhere' }).end(text)
const reset: Answer = (request) => void request.socket.destroy()
const hang: Answer = () => {}
const cut: Answer = (_request, response) => {
  response.writeHead(200, { 'content-length': '500' })
  response.write('{"code":')
  setTimeout(() => response.destroy(), 20)
}

beforeAll(async () => {
  database = await testDatabase()
  server = createServer((request, response) => {
    let raw = ''
    request.on('data', (chunk: Buffer) => (raw += chunk.toString()))
    request.on('end', () => {
      const type = String(request.headers['content-type'])
      const envelope = type.includes('json')
        ? (JSON.parse(raw) as Record<string, string>)
        : Object.fromEntries(new URLSearchParams(raw))
      seen.push({ nonce: envelope['nonce'] ?? '', requestBody: envelope['requestBody'] ?? '', type, raw })
      ;(script.shift() ?? ok)(request, response, raw)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
  const settings = {
    mode: 'custom',
    url,
    keys: KEYS,
    version: '1.0',
    listSign: 'java',
    body: 'json',
    ip: null,
    rateLimit: 10_000,
    statusLabels: {},
    amountIs: 'gross',
    notifyAck: '{}',
  } as const
  const log = { warn() {}, error() {} }
  gateway = createGateway({ settings, db: database.db, log })
  form = createGateway({ settings: { ...settings, body: 'form' }, db: database.db, log })
})
beforeEach(() => {
  script = []
  seen = []
})
afterAll(async () => {
  server.closeAllConnections()
  server.close()
  await gateway.close()
  await form.close()
  await database.close()
})

const call = { priority: 'screen', deadlineMs: 1_500 } as const
const detail = () => gateway.getOrderDetail({ tempOrderCode: 'T', memberId: '1' }, call)
const place = () =>
  gateway.addTemp(
    {
      mobile: '1',
      memberId: '1',
      outSerialNo: 'S',
      payType: 2,
      productCode: 'P',
      productName: 'n',
      deliverNotifyUrl: 'd',
      returnNotifyUrl: 'r',
      returnPage: 'p',
    },
    call,
  )
const surrender = () => gateway.surrenderByOrderCode({ orderCode: 'I1', memberId: '1' }, call)

test.each([
  ['a reset', reset],
  ['HTML', status(200, '<html>')],
  ['a 500', status(500, OK)],
  ['a redirect', status(302)],
  ['a cut answer', cut],
])('retries a read after %s with a fresh nonce', async (_name, fault) => {
  script = [fault]
  expect((await detail()).orderStatus).toBe('待支付')
  expect(seen).toHaveLength(2)
  expect(seen[0]?.nonce).not.toBe(seen[1]?.nonce)
})

test('repeats addTemp once with the same body, and not a third time', async () => {
  script = [reset, reset, ok]
  await expect(place()).rejects.toMatchObject({ name: 'PlatformUnknown', reason: 'connection' })
  expect(seen).toHaveLength(2)
  expect(seen[0]?.requestBody).toBe(seen[1]?.requestBody)
})

test('sends a call once that may not be repeated', async () => {
  script = [reset]
  await expect(surrender()).rejects.toMatchObject({ reason: 'connection' })
  expect(seen).toHaveLength(1)
})

test('ends a hanging call at the deadline', async () => {
  script = [hang]
  const started = Date.now()
  await expect(surrender()).rejects.toMatchObject({ reason: 'timeout' })
  expect(Date.now() - started).toBeLessThan(2_500)
})

test('never retries 2000, 2009 and 5000', async () => {
  for (const code of ['2000', '2009', '5000']) {
    script = [status(200, JSON.stringify({ code, message: 'x', data: null }))]
    await expect(detail()).rejects.toMatchObject({ name: 'PlatformRefusal', code })
  }
  expect(seen).toHaveLength(3)
})

test('a lost call stays lost when its repeat could not be sent', async () => {
  script = [reset, status(200, '{"code":"0002","message":"x"}')]
  await expect(place()).rejects.toMatchObject({ name: 'PlatformUnknown', reason: 'connection' })
  await database.db
    .updateTable('gateway_backoff')
    .set({ until: new Date(0), strikes: 0 })
    .execute()
})

test('identical screen reads share one call; background reads and reads after a write do not', async () => {
  const slow: Answer = (_request, response) => void setTimeout(() => response.end(OK), 150)
  script = [slow, slow]
  const background = gateway.getOrderDetail(
    { tempOrderCode: 'T', memberId: '1' },
    { ...call, priority: 'background' },
  )
  await Promise.all([detail(), detail(), detail(), background])
  expect(seen).toHaveLength(2)
  script = [slow]
  const before = detail()
  await surrender()
  await detail()
  await before
  expect(seen).toHaveLength(5)
})

test('names the clock when a refusal comes while the clocks are five minutes apart', async () => {
  const refused: Answer = (_request, response) =>
    void response
      .setHeader('date', new Date(Date.now() - 301_000).toUTCString())
      .end('{"code":"2008","message":"请求已过期","data":null}')
  script = [refused]
  const error: unknown = await detail().catch((reason: unknown) => reason)
  expect(error).toMatchObject({ code: '2008', clockOffMs: expect.closeTo(-301_000, -4) as number })
  expect(problemOf(refusalOf(error), 'zh', 'r')).toMatchObject({
    status: 422,
    code: '2008',
    title: expect.stringContaining('时钟') as string,
  })
})

test('measures the skew from the Date header', async () => {
  script = [
    (_request, response) =>
      void response.setHeader('date', new Date(Date.now() + 120_000).toUTCString()).end(OK),
  ]
  for (let n = 0; n < 9; n++)
    script.push(
      (_request, response) =>
        void response.setHeader('date', new Date(Date.now() + 120_000).toUTCString()).end(OK),
    )
  for (let n = 0; n < 10; n++) await detail()
  expect(gateway.skewMs()).toBeGreaterThan(118_000)
  expect(gateway.skewMs()).toBeLessThan(122_000)
})

test('escapes the plus of base64 in a form body', async () => {
  await form.getOrderDetail({ tempOrderCode: 'T'.repeat(40), memberId: '1' }, call)
  expect(seen[0]?.type).toContain('x-www-form-urlencoded')
  expect(seen[0]?.raw.split('&').find((pair) => pair.startsWith('requestBody='))).not.toContain('+')
})

test('logs each call without its body', async () => {
  await database.db.deleteFrom('gateway_calls').execute()
  script = [status(200, '{"code":"1000","message":"x"}')]
  await expect(detail()).rejects.toMatchObject({ code: '1000' })
  const rows = await database.db
    .selectFrom('gateway_calls')
    .select(['interface', 'outcome', 'http_status'])
    .execute()
  expect(rows).toEqual([{ interface: 'getOrderDetail', outcome: '1000', http_status: 200 }])
})

test('removes our keys from the platform’s message', async () => {
  script = [status(200, '{"code":"9999","message":"cannot decrypt with 12345678","data":null}')]
  const refused = await gateway
    .getOrderDetail({ tempOrderCode: 'T', memberId: '1' }, { priority: 'screen' })
    .catch((error: unknown) => error)
  expect(refused).toMatchObject({ platformMessage: 'cannot decrypt with ***' })
})
