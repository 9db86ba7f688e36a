import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildApp } from '../app.ts'
import type { PlacedOrder } from '#contract/place-order.ts'
import { SANDBOX_KEYS } from '../sandbox/test-keys.ts'
import { type TestPortal, testPortal } from '../testing/portal.ts'
import { pathOf } from '../testing/routes.ts'
import { MEMBER, payAsCustomer, preparedOrder, until } from '../testing/sale.ts'

/** Invented people with valid check digits, unique to this test: any copy originates here. */
const HOLDER = {
  name: '鸑鷟甲',
  cardType: 'id-card',
  cardNo: '110101199003077010',
  birthday: '1990-03-07',
  gender: 'M',
  mobile: '19912345670',
  email: 'canary-holder@nowhere.example',
} as const
const INSURED = {
  ...HOLDER,
  name: '鸑鷟乙',
  cardType: 'passport',
  cardNo: 'CANARY778',
  mobile: '19912345671',
  email: 'canary-insured@nowhere.example',
} as const
const PASSWORD = 'canary password of staff'
const CONTACT = '鸑鷟丙'
const MOBILE = '19912345679'

const NUMBERS = [
  HOLDER.cardNo,
  HOLDER.mobile,
  HOLDER.email,
  INSURED.cardNo,
  INSURED.mobile,
  INSURED.email,
  MOBILE,
]
const KEYS = [SANDBOX_KEYS.desKey, SANDBOX_KEYS.md5SecretKey, SANDBOX_KEYS.accessToken]
const DATA_KEY = Buffer.from('canary of the data key, 32 bytes').toString('base64')
/** Names are allowed only where search needs them. */
const NAMES = [HOLDER.name, INSURED.name, CONTACT]

let portal: TestPortal
let orderId = ''
const secrets: string[] = [...KEYS, DATA_KEY, PASSWORD]
beforeAll(async () => {
  portal = await testPortal({ dataKey: `k1:${DATA_KEY}` })
  const prepared = await preparedOrder(portal)
  await portal.ask('POST', '/api/members', { ...MEMBER, mobile: MOBILE, contact: CONTACT })
  await portal.ask('POST', '/api/staff', { username: 'canary', role: 'clerk', password: PASSWORD })
  secrets.push((await portal.ask('POST', '/api/payment-keys', {})).json<{ secret: string }>().secret)
  const draftId = randomUUID()
  const order = {
    ...prepared,
    confirmed: true,
    holder: HOLDER,
    insured: [
      { ...HOLDER, relation: 'self' },
      { ...INSURED, relation: 'other' },
    ],
  }
  await portal.ask('PUT', `/api/drafts/${draftId}`, { content: { ...order, title: HOLDER.cardNo } })
  const placed = await portal.ask('POST', '/api/orders', order, { 'idempotency-key': draftId })
  expect(placed.statusCode, placed.body).toBe(201)
  const { id, cashierUrl } = placed.json<PlacedOrder>()
  orderId = id
  await payAsCustomer(cashierUrl ?? '')
  await until(
    async () => (await portal.ask('GET', `/api/orders/${id}`)).json<{ status: string }>(),
    ({ status }) => status === 'issued',
  )
  await portal.ask('POST', `/api/orders/${id}/people`, { reason: 'check' })
})
afterAll(() => portal.close())

const found = (text: string, canaries: readonly string[]) =>
  canaries.filter((canary) => text.toLowerCase().includes(canary.toLowerCase()))

test('no table holds a number, a contact or a secret in clear, or a name outside of search', async () => {
  const { db } = portal.deps
  const { rows: tables } = await sql<{ schema: string; name: string }>`
    select table_schema as schema, table_name as name from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`.execute(db)
  const named: string[] = []
  for (const { schema, name } of tables) {
    const { rows } = await sql<{ text: string | null }>`
      select string_agg(t::text, ' ') as text from ${sql.table(`${schema}.${name}`)} t`.execute(db)
    const hex = (rows[0]?.text ?? '').replace(/\\\\?x([0-9a-f]{8,})/g, (_, bytes: string) =>
      Buffer.from(bytes, 'hex').toString('utf8'),
    )
    const text = `${rows[0]?.text ?? ''}\n${hex}`
    expect(found(text, [...NUMBERS, ...secrets]), `${schema}.${name}`).toEqual([])
    if (found(text, NAMES).length > 0) named.push(name)
  }
  for (const name of named) expect(['orders', 'order_people', 'policies']).toContain(name)
})

test('no answer shows a full number or a secret to any role', async () => {
  for (const { method, url } of portal.routes) {
    if (method !== 'GET' || url === '/api/events' || url.endsWith('.pdf')) continue
    const answer = await portal.ask('GET', pathOf(url, { id: orderId, productCode: '200207' }))
    const mine = url === '/api/drafts/:id' ? [] : NUMBERS
    expect(found(answer.body, [...mine, ...secrets]), url).toEqual([])
  }
  // Errors do not repeat bad input either.
  for (const [url, body] of [
    ['/api/orders', { holder: { ...HOLDER, cardType: HOLDER.cardNo }, insured: HOLDER.mobile }],
    ['/api/members', { mobile: HOLDER.cardNo, company: [HOLDER.name] }],
    ['/api/session', { username: HOLDER.mobile, password: PASSWORD }],
    [`/api/orders/${HOLDER.cardNo}/refresh`, {}],
  ] as const) {
    const answer = await portal.ask('POST', url, body, { 'idempotency-key': randomUUID() })
    expect(answer.statusCode, url).toBeGreaterThanOrEqual(400)
    expect(found(answer.body, [...NUMBERS, ...NAMES, ...secrets]), url).toEqual([])
  }
})

test('the log holds route patterns, and no query, path token, number, name or secret', async () => {
  const lines: string[] = []
  const stream = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk))
      done()
    },
  })
  const app = await buildApp({ ...portal.deps, publicUrl: 'http://portal.test' }, { logger: { stream } })
  app.get('/breaks/:what', () => {
    throw new Error(`broken by ${HOLDER.name} ${HOLDER.cardNo} ${SANDBOX_KEYS.desKey}`)
  })
  const { deliver_secret } = await portal.deps.db
    .selectFrom('orders')
    .select('deliver_secret')
    .where('id', '=', orderId)
    .executeTakeFirstOrThrow()
  const headers = { origin: 'http://portal.test', authorization: `Bearer ${'t'.repeat(32)}` }
  for (const [method, url, payload] of [
    ['GET', `/api/orders?q=${encodeURIComponent(HOLDER.name)}&memberId=${HOLDER.mobile}`, undefined],
    ['GET', `/breaks/${HOLDER.cardNo}`, undefined],
    ['POST', `/notify/deliver/${deliver_secret}`, { policyCode: HOLDER.cardNo }],
    ['POST', '/api/session', { username: HOLDER.mobile, password: PASSWORD }],
    ['GET', `/api/orders/%F0%28?x=${HOLDER.mobile}`, undefined],
    ['GET', '/api/own-order', undefined],
  ] as const)
    await app.inject({ method, url, headers, ...(payload && { payload }) })
  await app.close()
  const text = lines.join('')
  expect(lines.length).toBeGreaterThanOrEqual(6)
  expect(text).toContain('/breaks/:what')
  expect(found(text, [...NUMBERS, ...NAMES, ...secrets, deliver_secret, 't'.repeat(32)])).toEqual([])
})

test('no built page, script or map holds a key', () => {
  const dist = join(import.meta.dirname, '../../dist')
  const files = readdirSync(dist, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  expect(files.length).toBeGreaterThan(5)
  for (const { name, parentPath } of files) {
    const bytes = readFileSync(join(parentPath, name))
    const plain = name.endsWith('.br')
      ? brotliDecompressSync(bytes)
      : name.endsWith('.gz')
        ? gunzipSync(bytes)
        : bytes
    expect(found(plain.toString('utf8'), secrets), name).toEqual([])
  }
})
