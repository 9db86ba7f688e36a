import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AuditAct } from '#contract/audit.ts'
import { cookieOf, enrolTotp, makeStale, totpCode } from '../../testing/factors.ts'
import { signInAs, type TestPortal, testPortal } from '../../testing/portal.ts'

const PASSWORD = 'a long password'
let portal: TestPortal
beforeAll(async () => {
  portal = await testPortal()
})
afterAll(() => portal.close())

const ask = (method: 'GET' | 'POST' | 'DELETE', url: string, cookie: string, body?: object) =>
  portal.ask(method, url, body, { cookie })
const password = (username: string) => ask('POST', '/api/session', '', { username, password: PASSWORD })
const second = (cookie: string, kind: string, code: string) =>
  ask('POST', '/api/session/second-step', cookie, { kind, code })
const prove = (cookie: string, kind: string, code: string) =>
  ask('POST', '/api/session/proof', cookie, { kind, code })
const status = async (cookie: string) => (await ask('GET', '/api/session', cookie)).statusCode
const codeOf = (answer: { json<T>(): T }) => answer.json<{ code: string }>().code
const faultOf = (answer: { json<T>(): T }) => answer.json<{ fields: { code: string }[] }>().fields[0]?.code

async function acts(actor: string): Promise<AuditAct[]> {
  const rows = await portal.deps.db
    .selectFrom('audit_log')
    .select('act')
    .where('actor', '=', actor)
    .orderBy('n')
    .execute()
  return rows.map(({ act }) => act)
}

test('asks for no second step when the user has no factor', async () => {
  await signInAs(portal, 'clerk', 'plain')
  const answer = await password('plain')
  expect([answer.statusCode, answer.json()]).toMatchObject([200, { user: { username: 'plain' } }])
})

test('signs in with password and code, and the password alone gives no rights', async () => {
  const { code } = await enrolTotp(portal, await signInAs(portal, 'manager', 'careful'))
  const waiting = await password('careful')
  expect([waiting.statusCode, waiting.json()]).toEqual([202, { secondFactor: ['totp'] }])
  const pending = cookieOf(waiting)
  for (const url of ['/api/session', '/api/factors', '/api/orders'])
    expect([url, (await ask('GET', url, pending)).statusCode]).toEqual([url, 401])
  const wrong = await second(pending, 'totp', '000000')
  expect([wrong.statusCode, faultOf(wrong)]).toEqual([400, 'code-wrong'])
  expect(faultOf(await second(pending, 'password', PASSWORD))).toBe('code-wrong')
  const right = await second(pending, 'totp', code())
  expect([right.statusCode, right.json()]).toMatchObject([200, { user: { username: 'careful' } }])
  expect(await status(cookieOf(right))).toBe(200)
  expect(await acts('careful')).toEqual([
    'sign-in',
    'factor-added',
    'identity-not-proven',
    'identity-not-proven',
    'sign-in',
  ])
})

test('takes a code once, also for two requests at the same time', async () => {
  const { cookie, code } = await enrolTotp(portal, await signInAs(portal, 'clerk', 'replayed'))
  const typed = code()
  const answers = await Promise.all([prove(cookie, 'totp', typed), prove(cookie, 'totp', typed)])
  expect(answers.map(({ statusCode }) => statusCode).toSorted()).toEqual([204, 400])
  expect(faultOf(await prove(cookie, 'totp', typed))).toBe('code-used')
})

test('ends a pending sign-in after its use and after a password change', async () => {
  const { cookie, code } = await enrolTotp(portal, await signInAs(portal, 'clerk', 'pending'))
  const [first, other] = [cookieOf(await password('pending')), cookieOf(await password('pending'))]
  expect((await second(first, 'totp', code())).statusCode).toBe(200)
  expect(codeOf(await second(first, 'totp', code()))).toBe('sign-in-expired')
  const changed = await ask('POST', '/api/session/password', cookie, {
    current: PASSWORD,
    password: 'another long password',
  })
  expect(changed.statusCode).toBe(204)
  expect(codeOf(await second(other, 'totp', code()))).toBe('sign-in-expired')
})

test('takes each recovery code once, in any spelling', async () => {
  const { recoveryCodes, cookie } = await enrolTotp(portal, await signInAs(portal, 'clerk', 'lost-phone'))
  expect(new Set(recoveryCodes).size).toBe(10)
  const typed = (recoveryCodes[3] ?? '').toUpperCase().replaceAll('-', ' ')
  const pending = cookieOf(await password('lost-phone'))
  expect((await second(pending, 'recovery', typed)).statusCode).toBe(200)
  expect(faultOf(await prove(cookie, 'recovery', typed))).toBe('code-wrong')
  const own = await ask('GET', '/api/factors', cookie)
  expect(own.json()).toMatchObject({ recoveryCodes: 9 })
  expect(await acts('lost-phone')).toContain('recovery-code-used')
})

test('pauses after ten wrong codes per account, also for the right one', async () => {
  const { code } = await enrolTotp(portal, await signInAs(portal, 'clerk', 'guessed'))
  const pending = cookieOf(await password('guessed'))
  for (let guess = 0; guess < 10; guess++) await second(pending, 'totp', '000000')
  expect((await second(pending, 'totp', code())).statusCode).toBe(429)
  expect((await second(cookieOf(await password('guessed')), 'totp', code())).statusCode).toBe(429)
})

test('a key that no code confirmed proves nothing', async () => {
  const cookie = await signInAs(portal, 'clerk', 'begun')
  const begun = await ask('POST', '/api/factors/totp', cookie, {})
  const { secret, uri } = begun.json<{ secret: string; uri: string }>()
  expect(uri).toContain(`secret=${secret}`)
  expect(faultOf(await prove(cookie, 'totp', totpCode(secret, portal.deps.now())))).toBe('code-wrong')
  expect((await password('begun')).statusCode).toBe(200)
  const wrong = await ask('POST', '/api/factors/totp/confirm', cookie, { code: '000000' })
  expect(faultOf(wrong)).toBe('code-wrong')
})

test('seals the key and hashes the recovery codes', async () => {
  const cookie = await signInAs(portal, 'clerk', 'sealed')
  const { secret } = (await ask('POST', '/api/factors/totp', cookie, {})).json<{ secret: string }>()
  const confirmed = await ask('POST', '/api/factors/totp/confirm', cookie, {
    code: totpCode(secret, portal.deps.now()),
  })
  const { codes } = confirmed.json<{ codes: string[] }>()
  const rows = [
    ...(await portal.deps.db.selectFrom('totp_factors').selectAll().execute()),
    ...(await portal.deps.db.selectFrom('recovery_codes').selectAll().execute()),
  ]
  const stored = rows.map((row) => Object.values(row).map(String).join()).join()
  for (const one of [secret, ...codes.flatMap((code) => [code, code.replaceAll('-', '')])])
    expect(stored).not.toContain(one)
})

test('setting up a factor ends the sessions that began without it', async () => {
  const cookie = await signInAs(portal, 'clerk', 'two-places')
  const elsewhere = cookieOf(await password('two-places'))
  const enrolled = await enrolTotp(portal, cookie)
  expect(await Promise.all([cookie, elsewhere, enrolled.cookie].map(status))).toEqual([401, 401, 200])
})

test('asks again by password before a first factor, and by factor from then on', async () => {
  const before = await signInAs(portal, 'clerk', 'again')
  await makeStale(portal, 'again')
  expect(codeOf(await ask('POST', '/api/factors/totp', before, {}))).toBe('step-up-required')
  expect(faultOf(await prove(before, 'password', 'wrong'))).toBe('code-wrong')
  expect((await prove(before, 'password', PASSWORD)).statusCode).toBe(204)
  const { cookie, code } = await enrolTotp(portal, before)
  await makeStale(portal, 'again')
  for (const [method, url] of [
    ['DELETE', '/api/factors/totp'],
    ['POST', '/api/factors/recovery-codes'],
    ['POST', '/api/session/password'],
  ] as const) {
    const answer = await ask(method, url, cookie, method === 'POST' ? {} : undefined)
    expect([url, answer.statusCode, codeOf(answer)]).toEqual([url, 403, 'step-up-required'])
  }
  expect(faultOf(await prove(cookie, 'password', PASSWORD))).toBe('code-wrong')
  expect((await prove(cookie, 'totp', code())).statusCode).toBe(204)
  expect((await ask('POST', '/api/factors/recovery-codes', cookie, {})).statusCode).toBe(200)
  expect((await ask('DELETE', '/api/factors/totp', cookie)).statusCode).toBe(204)
  expect((await password('again')).statusCode).toBe(200)
  expect((await ask('GET', '/api/factors', cookie)).json()).toEqual({
    passkeys: [],
    totp: null,
    recoveryCodes: 0,
  })
})

test('renewed recovery codes replace the old ones', async () => {
  const { cookie, recoveryCodes } = await enrolTotp(portal, await signInAs(portal, 'clerk', 'renews'))
  const renewed = await ask('POST', '/api/factors/recovery-codes', cookie, {})
  const { codes } = renewed.json<{ codes: string[] }>()
  expect(faultOf(await prove(cookie, 'recovery', recoveryCodes[0] ?? ''))).toBe('code-wrong')
  expect((await prove(cookie, 'recovery', codes[0] ?? '')).statusCode).toBe(204)
})
