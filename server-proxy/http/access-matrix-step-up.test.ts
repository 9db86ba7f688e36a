import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { enrolTotp, type Enrolled, makeStale } from '../testing/factors.ts'
import { ADMIN_PASSWORD, signInAs, type TestPortal, testPortal } from '../testing/portal.ts'
import { type KnownRoute, pathOf } from '../testing/routes.ts'
import { preparedOrder } from '../testing/sale.ts'

/** Endpoints that need a fresh proof of identity: each one more is decided here too. */
const STEP_UP: Record<string, string> = {
  'POST /api/session/password': 'holders',
  'POST /api/factors/totp': 'everyone',
  'DELETE /api/factors/totp': 'everyone',
  'POST /api/factors/recovery-codes': 'everyone',
  'POST /api/factors/passkeys/begin': 'everyone',
  'DELETE /api/factors/passkeys/:id': 'everyone',
  'POST /api/orders/:id/payment': 'holders',
  'POST /api/orders/:id/people': 'holders',
  'POST /api/orders/:id/evidence/annex': 'holders',
  'POST /api/orders/:id/openings': 'holders',
  'POST /api/orders/:id/openings/:opening/approve': 'holders',
  'POST /api/orders/:id/sealed': 'holders',
  'GET /api/orders/export': 'many',
  'POST /api/payment-keys': 'holders',
  'DELETE /api/payment-keys/:id': 'holders',
  'POST /api/partners': 'holders',
  'POST /api/partners/:id/keys': 'holders',
  'DELETE /api/partners/:id/keys/:keyId': 'holders',
  'POST /api/partners/:id/webhook-secret': 'holders',
  'POST /api/staff': 'holders',
  'PUT /api/staff/:id': 'holders',
  'PUT /api/staff/:id/password': 'holders',
  'DELETE /api/staff/:id/factors': 'holders',
  'PUT /api/factor-rules': 'holders',
}
/** The routes that a session may use while its role's second factor is missing. */
const WHILE_MISSING = [
  'GET /api/session',
  'GET /api/factors',
  'POST /api/factors/totp',
  'POST /api/factors/totp/confirm',
  'POST /api/factors/passkeys/begin',
  'POST /api/factors/passkeys',
  'POST /api/session/proof',
]

const nameOf = ({ method, url }: KnownRoute) => `${method} ${url}`
let portal: TestPortal
let holder: Enrolled
let memberId = ''
beforeAll(async () => {
  portal = await testPortal()
  memberId = (await preparedOrder(portal)).memberId
  const admin = await portal.ask('POST', '/api/session', { username: 'admin', password: ADMIN_PASSWORD })
  holder = await enrolTotp(portal, String(admin.headers['set-cookie']).split(';')[0] ?? '')
})
afterAll(() => portal.close())

async function codeOf(route: KnownRoute, cookie: string): Promise<string | undefined> {
  const body = route.method === 'GET' ? undefined : {}
  const answer = await portal.ask(route.method, pathOf(route.url), body, { cookie })
  return answer.statusCode === 403 ? answer.json<{ code: string }>().code : undefined
}

test('exactly the listed endpoints need a fresh proof', () => {
  const declared = portal.routes.flatMap((route) =>
    route.endpoint?.stepUp ? [[nameOf(route), route.endpoint.stepUp]] : [],
  )
  expect(Object.fromEntries(declared)).toEqual(STEP_UP)
})

test('refuses an old proof of a user with a factor before it reads the request, and takes a fresh one', async () => {
  const routes = portal.routes.filter((route) =>
    ['holders', 'everyone'].includes(STEP_UP[nameOf(route)] ?? ''),
  )
  await makeStale(portal, 'admin')
  for (const route of routes)
    expect([nameOf(route), await codeOf(route, holder.cookie)]).toEqual([nameOf(route), 'step-up-required'])
  const proof = { kind: 'totp', code: holder.code() }
  await portal.ask('POST', '/api/session/proof', proof, { cookie: holder.cookie })
  for (const route of routes.filter(({ url }) => !url.startsWith('/api/factors')))
    expect([nameOf(route), await codeOf(route, holder.cookie)]).toEqual([nameOf(route), undefined])
})

test('asks a user without a second factor to confirm only the calls that everyone confirms', async () => {
  const cookie = await signInAs(portal, 'manager', 'without')
  await makeStale(portal, 'without')
  for (const route of portal.routes.filter(({ access }) => ['clerk', 'manager', 'by-route'].includes(access)))
    if (STEP_UP[nameOf(route)]) {
      const asked = STEP_UP[nameOf(route)] === 'everyone' ? 'step-up-required' : undefined
      expect([nameOf(route), await codeOf(route, cookie)]).toEqual([nameOf(route), asked])
    }
})

test('asks for a fresh proof above 1,000 orders of an export', async () => {
  await sql`insert into orders (id, created_by, idempotency_key, request_hash, status, member_id, product_code,
      product_name, plan_code, pay_type, start_date, end_date, insured_count, out_serial_no,
      deliver_secret, return_secret, refund_secret, return_token)
    select gen_random_uuid(), (select id from users where username = 'admin'), g::text, '\\x00', 'failed', ${memberId},
      '200207', '一日游', case when g = 1 then '30544' else '30543' end, case when g = 1 then 'credit' else 'cash' end,
      '2026-12-01', '2026-12-02', 1, 'S' || g, 'd' || g, 'r' || g, 'f' || g, 'k' || g
    from generate_series(1, 1001) g`.execute(portal.deps.db)
  await makeStale(portal, 'admin')
  const { cookie } = holder
  const ask = async (query: string) =>
    (await portal.ask('GET', `/api/orders/export${query}`, undefined, { cookie })).statusCode
  expect([await ask(''), await ask('?payType=cash'), await ask('?payType=credit')]).toEqual([403, 200, 200])
  const without = await signInAs(portal, 'manager', 'exports')
  const answer = await portal.ask('GET', '/api/orders/export', undefined, { cookie: without })
  expect(answer.statusCode).toBe(200)
})

test('a session whose role needs a missing factor reaches only the routes that set one up', async () => {
  const cookie = await signInAs(portal, 'manager', 'required')
  const proof = { kind: 'totp', code: holder.code() }
  await portal.ask('POST', '/api/session/proof', proof, { cookie: holder.cookie })
  const put = (roles: string[]) =>
    portal.ask('PUT', '/api/factor-rules', { roles }, { cookie: holder.cookie })
  expect((await put(['manager'])).json()).toEqual({ roles: ['manager'] })
  const staffRoutes = portal.routes.filter(({ access }) => access === 'clerk' || access === 'manager')
  for (const route of staffRoutes) {
    const expected = WHILE_MISSING.includes(nameOf(route)) ? undefined : 'factor-required'
    expect([nameOf(route), await codeOf(route, cookie)]).toEqual([nameOf(route), expected])
  }
  const payment = portal.routes.find((route) => nameOf(route) === 'POST /api/orders/:id/payment')
  expect(payment && (await codeOf(payment, cookie))).toBe('factor-required')
  await put([])
})
