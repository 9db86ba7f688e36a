import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OwnFactors } from '#contract/factors.ts'
import { cookieOf, makeStale } from '../../testing/factors.ts'
import { SoftPasskey } from '../../testing/passkey.ts'
import { signInAs, type TestPortal, testPortal } from '../../testing/portal.ts'

const PASSWORD = 'a long password'
let portal: TestPortal
beforeAll(async () => {
  portal = await testPortal()
})
afterAll(() => portal.close())

const ask = (method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, cookie: string, body?: object) =>
  portal.ask(method, url, body, { cookie })
const password = (username: string) => ask('POST', '/api/session', '', { username, password: PASSWORD })
const faultOf = (answer: { json<T>(): T }) => answer.json<{ fields: { code: string }[] }>().fields[0]?.code
const codeOf = (answer: { json<T>(): T }) => answer.json<{ code: string }>().code
const own = async (cookie: string) => (await ask('GET', '/api/factors', cookie)).json<OwnFactors>()

async function challengeOf(url: string, cookie: string): Promise<string> {
  return (await ask('POST', url, cookie, {})).json<{ challenge: string }>().challenge
}

async function enrol(cookie: string, name = '办公室电脑', passkey = new SoftPasskey()) {
  const challenge = await challengeOf('/api/factors/passkeys/begin', cookie)
  const registration = passkey.register(challenge, portal.deps.publicUrl)
  const answer = await ask('POST', '/api/factors/passkeys', cookie, { name, registration })
  return { passkey, answer, cookie: cookieOf(answer), registration }
}

const prove = (cookie: string, passkey: SoftPasskey, challenge: string, origin = portal.deps.publicUrl) =>
  ask('POST', '/api/session/proof', cookie, { kind: 'passkey', assertion: passkey.answer(challenge, origin) })

test('adds a passkey with recovery codes and signs in with it', async () => {
  const { passkey, answer, cookie } = await enrol(await signInAs(portal, 'manager', 'keyed'))
  expect([answer.statusCode, answer.json<{ codes: string[] }>().codes.length]).toEqual([201, 10])
  expect(await own(cookie)).toMatchObject({ passkeys: [{ name: '办公室电脑', usedAt: null }], totp: null })

  const waiting = await password('keyed')
  expect([waiting.statusCode, waiting.json()]).toEqual([202, { secondFactor: ['passkey'] }])
  const pending = cookieOf(waiting)
  const challenge = await challengeOf('/api/session/second-step/passkey', pending)
  const body = { kind: 'passkey', assertion: passkey.answer(challenge, portal.deps.publicUrl) }
  const right = await ask('POST', '/api/session/second-step', pending, body)
  expect([right.statusCode, right.json()]).toMatchObject([200, { user: { username: 'keyed' } }])
  const { passkeys } = await own(cookieOf(right))
  expect(passkeys[0]?.usedAt).not.toBeNull()
})

test('accepts the answer to a challenge only once, only from its own site and only from the challenged user', async () => {
  const { passkey, cookie } = await enrol(await signInAs(portal, 'clerk', 'challenged'))
  const begin = () => challengeOf('/api/session/proof/passkey', cookie)
  const challenge = await begin()
  expect((await prove(cookie, passkey, challenge)).statusCode).toBe(204)
  expect(faultOf(await prove(cookie, passkey, challenge))).toBe('passkey-refused')
  expect(faultOf(await prove(cookie, passkey, await begin(), 'https://evil.example'))).toBe('passkey-refused')
  expect(faultOf(await prove(cookie, passkey, 'bWFkZSB1cA'))).toBe('passkey-refused')
  const other = await enrol(await signInAs(portal, 'clerk', 'other-owner'))
  const theirs = await challengeOf('/api/session/proof/passkey', other.cookie)
  expect(faultOf(await prove(cookie, passkey, theirs))).toBe('passkey-refused')
  expect(faultOf(await prove(cookie, other.passkey, await begin()))).toBe('passkey-refused')
  const adding = await challengeOf('/api/factors/passkeys/begin', cookie)
  expect(faultOf(await prove(cookie, passkey, adding))).toBe('passkey-refused')
})

test('refuses a passkey whose counter went back, as that of a copy does', async () => {
  const { passkey, cookie } = await enrol(await signInAs(portal, 'clerk', 'copied'))
  passkey.counter = 10
  expect(
    (await prove(cookie, passkey, await challengeOf('/api/session/proof/passkey', cookie))).statusCode,
  ).toBe(204)
  passkey.counter = 3
  const copied = await prove(cookie, passkey, await challengeOf('/api/session/proof/passkey', cookie))
  expect(faultOf(copied)).toBe('passkey-refused')
})

test('refuses a registration twice and a credential that is known', async () => {
  const { passkey, cookie, registration } = await enrol(await signInAs(portal, 'clerk', 'twice'))
  const again = await ask('POST', '/api/factors/passkeys', cookie, { name: 'x', registration })
  expect(faultOf(again)).toBe('passkey-refused')
  const known = await enrol(cookie, 'x', passkey)
  expect(faultOf(known.answer)).toBe('passkey-refused')
  expect((await own(cookie)).passkeys).toHaveLength(1)
})

test('renames and removes own passkeys alone, and recovery codes go with the last one', async () => {
  const first = await enrol(await signInAs(portal, 'clerk', 'names'))
  const { cookie, answer } = await enrol(first.cookie, '手机')
  expect(answer.json()).toEqual({ codes: [] })
  const stranger = (await enrol(await signInAs(portal, 'clerk', 'stranger'))).cookie
  const [one, two] = (await own(cookie)).passkeys.map(({ id }) => `/api/factors/passkeys/${id}`)
  expect((await ask('PUT', one ?? '', stranger, { name: 'mine' })).statusCode).toBe(404)
  expect((await ask('DELETE', one ?? '', stranger)).statusCode).toBe(404)
  expect((await ask('PUT', one ?? '', cookie, { name: '家里' })).statusCode).toBe(204)
  expect((await own(cookie)).passkeys.map(({ name }) => name)).toEqual(['家里', '手机'])
  await makeStale(portal, 'names')
  expect(codeOf(await ask('DELETE', one ?? '', cookie))).toBe('step-up-required')
  await prove(cookie, first.passkey, await challengeOf('/api/session/proof/passkey', cookie))
  expect((await ask('DELETE', one ?? '', cookie)).statusCode).toBe(204)
  expect(await own(cookie)).toMatchObject({ passkeys: [{ name: '手机' }], recoveryCodes: 10 })
  expect((await ask('DELETE', two ?? '', cookie)).statusCode).toBe(204)
  expect(await own(cookie)).toEqual({ passkeys: [], totp: null, recoveryCodes: 0 })
  expect((await password('names')).statusCode).toBe(200)
})
