import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Order } from '#contract/orders.ts'
import type { SealedRecord } from '#contract/sealed-orders.ts'
import { LI_LEI } from '../testing/people.ts'
import { everythingAbout, issuedWithPeople } from '../testing/personal.ts'
import { signInAs, type TestPortal, testPortal } from '../testing/portal.ts'
import { recorded } from '../testing/recorded.ts'
import { until } from '../testing/sale.ts'
import { endLapsed } from './openings.ts'
import { applyRetention } from './retention.ts'

const GROUND = '上海市某区人民法院 (2026)沪01民初123号'
const HOUR_MS = 3_600_000

let portal: TestPortal
let id = ''
let asker = ''
let approver = ''
let third = ''
beforeAll(async () => {
  portal = await testPortal()
  asker = await signInAs(portal, 'admin', 'asker')
  approver = await signInAs(portal, 'admin', 'approver')
  third = await signInAs(portal, 'admin', 'third')
})
afterAll(() => portal.close())
beforeEach(async () => {
  portal.deps.now = () => Date.now()
  id = await sealedOrder()
})

async function sealedOrder(recording?: string): Promise<string> {
  const made = await issuedWithPeople(portal)
  if (recording) await recorded(portal, made, recording)
  // A late answer of the platform may store the platform's own period meanwhile.
  await until(
    async () => {
      await portal.deps.db
        .updateTable('orders')
        .set({ cover_start: '2026-01-01', cover_end: '2026-01-03', invoice_lost: false })
        .where('id', '=', made)
        .execute()
      return portal.ask('POST', `/api/orders/${made}/erase`, {})
    },
    ({ statusCode }) => statusCode === 200,
  )
  return made
}

const post = (path: string, cookie: string, body: object = {}) =>
  portal.ask('POST', `/api/orders/${id}${path}`, body, { cookie })
const ask = async (cookie = asker) =>
  (await post('/openings', cookie, { ground: GROUND })).json<Order>().opening
const approve = (opening: string, cookie = approver) => post(`/openings/${opening}/approve`, cookie)
const end = (opening: string, cookie: string) => post(`/openings/${opening}/end`, cookie)
const look = async (cookie: string) => {
  const answer = await post('/sealed', cookie)
  return answer.statusCode === 200
    ? answer.json<SealedRecord>().holder?.cardNo
    : answer.json<{ code: string }>().code
}
const order = async (cookie: string) =>
  (await portal.ask('GET', `/api/orders/${id}`, undefined, { cookie })).json<Order>()
const later = (ms: number) => {
  portal.deps.now = () => Date.now() + ms
}
const codeOf = (answer: { json<T>(): T }) => answer.json<{ code?: string }>().code
const users = (username: string, values: object) =>
  portal.deps.db.updateTable('users').set(values).where('username', '=', username).execute()

/** Asked by `asker` and approved by `approver`. */
async function opened(): Promise<string> {
  const opening = (await ask())?.id ?? ''
  expect((await approve(opening)).statusCode).toBe(200)
  return opening
}

test('only the administrators who asked and approved see a sealed order', async () => {
  const manager = await signInAs(portal, 'manager', `manager-${id.slice(-6)}`)
  const asked = await ask()
  expect(asked).toMatchObject({ ground: GROUND, requestedBy: 'asker', approvedBy: null })
  for (const cookie of [asker, approver, third]) expect(await look(cookie)).toBe('not-opened')
  await approve(asked?.id ?? '')
  for (const cookie of [asker, approver]) expect(await look(cookie)).toBe(LI_LEI.cardNo)
  expect(await look(third)).toBe('not-opened')
  expect(await look(manager)).toBe('forbidden')
  expect(await order(third)).toMatchObject({ opening: { approvedBy: 'approver' }, holder: null })
  expect((await order(manager)).opening).toBeNull()
})

test('each step and each look is in the audit log and the timeline, without the ground', async () => {
  const opening = await opened()
  await look(asker)
  await end(opening, approver)
  const entries = (await portal.ask('GET', `/api/audit?subject=${id}`)).json<{ items: object[] }>().items
  expect(entries.slice(0, 4)).toMatchObject([
    { actor: 'approver', act: 'opening-ended', detail: { opening, outcome: 'closed' } },
    { actor: 'asker', act: 'sealed-shown', detail: { opening, what: 'record' } },
    { actor: 'approver', act: 'opening-approved', detail: { opening } },
    { actor: 'asker', act: 'opening-asked', detail: { opening } },
  ])
  const { timeline } = await order(asker)
  expect(timeline.slice(0, 4).map(({ kind }) => kind)).toEqual([
    'opening-ended',
    'sealed-shown',
    'opening-approved',
    'opening-asked',
  ])
  expect(JSON.stringify(entries)).not.toContain('法院')
  expect(
    JSON.stringify(await portal.deps.db.selectFrom('sealed_openings').selectAll().execute()),
  ).not.toContain('法院')
})

test('who asks cannot approve', async () => {
  const opening = (await ask())?.id ?? ''
  expect(codeOf(await approve(opening, asker))).toBe('opening-own')
  expect(await look(asker)).toBe('not-opened')
})

test('of two who approve at once, one does', async () => {
  const opening = (await ask())?.id ?? ''
  const answers = await Promise.all([approve(opening, approver), approve(opening, third)])
  expect(answers.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 409])
  const looks = await Promise.all([approver, third].map(look))
  expect(looks.toSorted()).toEqual([LI_LEI.cardNo, 'not-opened'].toSorted())
})

test('approving twice changes nothing', async () => {
  const opening = await opened()
  expect((await approve(opening)).statusCode).toBe(200)
  const { timeline } = await order(asker)
  expect(timeline.filter(({ kind }) => kind === 'opening-approved')).toHaveLength(1)
})

test('of simultaneous requests one stands', async () => {
  const answers = await Promise.all(
    [asker, approver, third].map((cookie) => post('/openings', cookie, { ground: GROUND })),
  )
  expect(answers.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 409, 409])
})

test.each([
  ['withdrawn by who asked', () => asker, 'withdrawn'],
  ['refused by another administrator', () => third, 'refused'],
])('a request %s cannot be approved any more', async (_how, who, outcome) => {
  const opening = (await ask())?.id ?? ''
  const after = (await end(opening, who())).json<Order>()
  expect(after).toMatchObject({ opening: null, attentions: [] })
  expect(after.timeline[0]).toMatchObject({ kind: 'opening-ended', note: outcome })
  expect(codeOf(await approve(opening))).toBe('opening-over')
  expect((await ask())?.id).not.toBe(opening)
})

test('a request lapses after seven days and leaves the desk', async () => {
  const opening = (await ask())?.id ?? ''
  expect((await order(approver)).attentions).toMatchObject([{ reason: 'opening-asked' }])
  const settled = await post('/attention', third, { reason: 'opening-asked' })
  expect(codeOf(settled)).toBe('opening-waits')
  later(7 * 24 * HOUR_MS - 60_000)
  await endLapsed(portal.deps)
  expect((await order(approver)).opening?.id).toBe(opening)
  later(7 * 24 * HOUR_MS)
  expect((await order(approver)).opening).toBeNull()
  expect(codeOf(await approve(opening))).toBe('opening-over')
  await endLapsed(portal.deps)
  expect((await order(approver)).attentions).toEqual([])
})

test('an opening ends after 24 hours, and another one can be asked', async () => {
  await opened()
  later(24 * HOUR_MS - 60_000)
  expect(await look(asker)).toBe(LI_LEI.cardNo)
  later(24 * HOUR_MS)
  expect(await look(asker)).toBe('not-opened')
  expect(await look(approver)).toBe('not-opened')
  expect(await ask(approver)).toMatchObject({ requestedBy: 'approver', approvedBy: null })
})

test.each([
  ['is disabled', { disabled_at: new Date() }],
  ['is no administrator any more', { role: 'manager' }],
])('nothing opens while who asked %s', async (_how, values) => {
  const opening = (await ask())?.id ?? ''
  await users('asker', values)
  const refused = codeOf(await approve(opening))
  await users('asker', { disabled_at: null, role: 'admin' })
  expect(refused).toBe('opening-over')
  await approve(opening)
  await users('asker', values)
  const seen = await look(approver)
  await users('asker', { disabled_at: null, role: 'admin' })
  expect(seen).toBe('not-opened')
})

test.each([
  ['', 'ground-short'],
  ['法院', 'ground-short'],
  ['x'.repeat(201), 'too-long-200'],
])('refuses the ground %j', async (ground, code) => {
  const answer = await post('/openings', asker, { ground })
  expect(answer.statusCode).toBe(400)
  expect(answer.json<object>()).toMatchObject({ fields: [{ field: 'ground', code }] })
})

test('an order that is not sealed cannot be opened', async () => {
  id = await issuedWithPeople(portal)
  expect(codeOf(await post('/openings', asker, { ground: GROUND }))).toBe('not-sealed')
})

test('the recording plays for the two alone', async () => {
  const content = Buffer.from('a recorded page').toString('base64')
  id = await sealedOrder('a recorded page')
  const replay = async (cookie: string) =>
    (await post('/evidence/replay', cookie)).json<{ pieces: { content: string | null }[] }>().pieces[0]
      ?.content
  const file = async (cookie: string) =>
    (await portal.ask('GET', `/api/orders/${id}/evidence/file`, undefined, { cookie })).body.includes(content)
  expect(await replay(asker)).toBeNull()
  await opened()
  expect([await replay(asker), await replay(third)]).toEqual([content, null])
  expect([await file(approver), await file(third)]).toEqual([true, false])
  const shown = await portal.ask('GET', `/api/audit?subject=${id}&act=sealed-shown`)
  expect(shown.json<object>()).toMatchObject({
    items: [
      { actor: 'approver', detail: { what: 'evidence' } },
      { actor: 'asker', detail: { what: 'recording' } },
    ],
  })
})

test('the end of the term deletes a waiting request with the record', async () => {
  await ask()
  await applyRetention({ ...portal.deps, now: () => Date.parse('2040-01-01T00:00:00Z') })
  expect(await order(asker)).toMatchObject({ keptUntil: null, opening: null, attentions: [] })
  expect(await look(asker)).toBe('not-opened')
  expect(await everythingAbout(portal, id)).not.toContain('法院')
})
