import { randomBytes } from 'node:crypto'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Recording } from '#contract/evidence.ts'
import type { Link } from '#contract/links.ts'
import type { Purchase } from '#contract/purchases.ts'
import { readPurchaseDraft } from '#contract/purchases.ts'
import type { SaidEvent, SayTrail } from '#contract/trail.ts'
import { hashToken } from '../http/tokens.ts'
import { joinHistory, readTrail } from './trail.ts'
import { applyRetention } from '../orders/retention.ts'
import { type TestPortal, testPortal } from '../testing/portal.ts'
import { customerPage } from '../testing/customer.ts'
import { LI_LEI } from '../testing/people.ts'
import { payAsCustomer, preparedOrder, until } from '../testing/sale.ts'

let portal: TestPortal
let page: ReturnType<typeof customerPage>
let offer: { memberId: string; productCode: string }
let draft: ReturnType<typeof readPurchaseDraft>
let document = ''

beforeAll(async () => {
  portal = await testPortal()
  page = customerPage(portal)
  const { memberId, productCode, ...sale } = await preparedOrder(portal)
  offer = { memberId, productCode }
  draft = readPurchaseDraft({
    ...sale,
    holder: { ...LI_LEI, email: '' },
    insured: [{ ...LI_LEI, email: '', key: 'a', relation: 'self' }],
  })
  const added = await portal.ask('POST', '/api/products/200207/documents', {
    kind: 'terms',
    title: '旅行保险条款',
    version: '2026-1',
    content: '第一条',
  })
  document = added.json<{ id: string }>().id
})
afterAll(() => portal.close())

const VISIT = 'visit-of-the-first'
const event = (seq: number, more: Partial<SaidEvent> = {}): SaidEvent => ({
  seq,
  at: Date.UTC(2026, 0, 1) + seq,
  kind: 'press',
  ...more,
})
const batch = (events: SaidEvent[], more: Partial<SayTrail> = {}): SayTrail => ({
  visit: VISIT,
  build: '/assets/index-abc.js',
  language: 'zh',
  view: { width: 360, height: 740 },
  events,
  ...more,
})
const by = (token: string, method: 'GET' | 'POST' | 'PUT', path: string, body?: object) =>
  page(token, method, path, body, { 'user-agent': 'Mozilla/5.0 (iPhone) MicroMessenger/8' })
const say = async (token: string, body: object) =>
  (await by(token, 'POST', '/purchase/trail', body)).statusCode

async function begin(): Promise<string> {
  const link = (await portal.ask('POST', '/api/links', { ...offer, uses: 1, days: 7 })).json<Link>()
  const token = link.url.split('/').at(-1) ?? ''
  await by(token, 'POST', '/purchase/begin', { language: 'zh' })
  return token
}

/** Returns the order's id and the address of its cashier. */
async function order(token: string): Promise<{ id: string; cashierUrl: string }> {
  const { version } = (await by(token, 'GET', '/purchase')).json<Purchase>()
  await by(token, 'PUT', '/purchase', { version, step: 'review', draft })
  const placed = await by(token, 'POST', '/purchase/place', {
    version: version + 1,
    consents: ['notice', document, 'truth', 'privacy'],
    confirmed: true,
  })
  const { id = '', cashierUrl } = placed.json<Purchase>().order ?? {}
  return { id, cashierUrl: cashierUrl ?? '' }
}

const read = async (orderId: string) => {
  await joinHistory(portal.deps.vault, portal.deps.db, orderId)
  const trail = await readTrail(portal.deps.vault, portal.deps.db, orderId)
  if (!trail) throw new Error('no trail')
  return trail
}

test('a sale from its start to the policy is one chain: pages, documents, consents, and the portal’s own facts', async () => {
  const token = await begin()
  expect(
    await say(
      token,
      batch([
        event(1, { kind: 'enter', page: 'product', documents: [document, 'never-seen'] }),
        event(2, { kind: 'enter', page: 'document', document }),
        event(3, { kind: 'consent', consent: 'truth', given: true, words: '以上信息真实' }),
      ]),
    ),
  ).toBe(204)
  const { id, cashierUrl } = await order(token)
  await say(token, batch([event(4, { kind: 'to-cashier' })]))
  await payAsCustomer(cashierUrl)
  await until(
    async () => (await by(token, 'GET', '/purchase')).json<Purchase>().order?.status,
    (status) => status === 'issued',
  )
  const { url } = (await portal.ask('POST', `/api/orders/${id}/own-link`, {})).json<{ url: string }>()
  const own = url.split('/').at(-1) ?? ''
  const back = batch(
    [
      event(1, { kind: 'enter', page: 'return' }),
      // A link opened after the sale records no consent and no reading.
      event(2, { kind: 'consent', consent: 'truth', given: false }),
      event(3, { kind: 'enter', page: 'document', document }),
    ],
    { visit: 'visit-of-the-second' },
  )
  expect((await by(own, 'POST', '/own-order/trail', back)).statusCode).toBe(204)

  const { rows, broken } = await read(id)
  expect(broken).toBe(null)
  const said = rows.map(({ kind, detail }) => [kind, JSON.parse(detail) as Record<string, unknown>] as const)
  expect(said.filter(([kind]) => kind !== 'order').map(([kind]) => kind)).toEqual([
    'begun',
    'visit',
    'enter',
    'enter',
    'consent',
    'placed',
    'to-cashier',
    'visit',
    'enter',
  ])
  expect(said[1]?.[1]).toMatchObject({ build: '/assets/index-abc.js', agent: 'WeChat · iPhone' })
  const named = {
    id: document,
    title: '旅行保险条款',
    version: '2026-1',
    sha256: expect.any(String) as string,
  }
  expect(said[2]?.[1]).toEqual({ page: 'product', documents: [named, { id: 'never-seen' }] })
  expect(said.find(([kind]) => kind === 'placed')?.[1]).toMatchObject({
    order: id,
    consents: [{ id: 'notice' }, { id: document, version: '2026-1' }, { id: 'truth' }, { id: 'privacy' }],
  })
  const facts = said
    .filter(([kind]) => kind === 'order')
    .map(([, { fact, status }]) => [fact, status].join(' '))
  expect(facts).toContain('status issued')
  expect(rows[2]).toMatchObject({ seq: 1, said_at: new Date(Date.UTC(2026, 0, 1) + 1) })
  expect(Math.abs(Date.now() - (rows[2]?.at.getTime() ?? 0))).toBeLessThan(120_000)
})

test('keeps events once when they are sent twice, in part or at the same time, and missing ones stay a gap', async () => {
  const token = await begin()
  const all = [event(1), event(2), event(4)]
  await Promise.all([say(token, batch(all)), say(token, batch(all.slice(1))), say(token, batch(all))])
  await say(token, batch(all))
  const { id } = await order(token)
  const { rows, broken } = await read(id)
  expect(broken).toBe(null)
  expect(
    rows
      .filter(({ seq }) => seq !== null)
      .map(({ seq }) => seq)
      .toSorted(),
  ).toEqual([1, 2, 4])
  expect(rows.filter(({ kind }) => kind === 'visit')).toHaveLength(1)
})

test('detects an altered, removed, moved or added row, also at the end', async () => {
  const token = await begin()
  await say(token, batch([event(1), event(2), event(3)]))
  const { id } = await order(token)
  const { db, vault } = portal.deps
  const { rows, id: trail } = await read(id)
  const last = rows.length
  const restore = async () => {
    await db.deleteFrom('trail_entries').where('trail_id', '=', trail).execute()
    await db.insertInto('trail_entries').values(rows).execute()
  }
  const entry = (n: number) => ({ where: ['trail_id', 'n'], n })
  const set = (n: number, change: object) =>
    db
      .updateTable('trail_entries')
      .set(change)
      .where('trail_id', '=', trail)
      .where('n', '=', entry(n).n)
      .execute()
  const breaks: [string, () => Promise<unknown>, number][] = [
    ['words', () => set(3, { detail: '{"press":"pay"}' }), 3],
    ['time', () => set(2, { at: new Date(0) }), 2],
    ['said time', () => set(3, { said_at: new Date(0) }), 3],
    ['hash', () => set(2, { hash: Buffer.alloc(32) }), 2],
    [
      'removed',
      () => db.deleteFrom('trail_entries').where('trail_id', '=', trail).where('n', '=', 4).execute(),
      4,
    ],
    [
      'cut off',
      () => db.deleteFrom('trail_entries').where('trail_id', '=', trail).where('n', '=', last).execute(),
      last,
    ],
    [
      'added',
      () =>
        db
          .insertInto('trail_entries')
          .values({ ...rows[1], trail_id: trail, n: last + 1, seq: 9, event: null } as (typeof rows)[number])
          .execute(),
      last + 1,
    ],
  ]
  for (const [what, alter, at] of breaks) {
    await alter()
    expect((await readTrail(vault, db, id))?.broken, what).toBe(at)
    await restore()
    expect((await readTrail(vault, db, id))?.broken, what).toBe(null)
  }
})

test('limits sizes, numbers, kinds and entries, and requires a started purchase', async () => {
  const token = await begin()
  const bad: object[] = [
    batch([]),
    batch(Array.from({ length: 51 }, (_, n) => event(n + 1))),
    batch([event(1, { words: '字'.repeat(2_001), kind: 'consent' })]),
    batch([event(1, { kind: 'begun' as never })]),
    batch([event(1, { kind: 'order' as never })]),
    batch([event(-1)]),
    batch([event(1)], { visit: 'short' }),
    batch([event(1)], { build: '<script>' }),
  ]
  for (const body of bad) expect(await say(token, body), JSON.stringify(body).slice(0, 80)).toBe(400)
  expect(await say(token, { ...batch([event(1)]), more: 'x'.repeat(70_000) })).toBe(413)
  const { id } = await order(token)
  await portal.deps.db.updateTable('trails').set({ n: 3_000 }).where('order_id', '=', id).execute()
  for (const seq of [1, 2]) expect(await say(token, batch([event(seq)]))).toBe(204)
  const { rows } = await read(id)
  expect(rows.filter(({ kind }) => kind === 'full')).toHaveLength(1)
  expect(rows.some(({ seq }) => seq !== null)).toBe(false)

  const several = (await portal.ask('POST', '/api/links', { ...offer, uses: 5, days: 7 })).json<Link>()
  expect(await say(several.url.split('/').at(-1) ?? '', batch([event(1)]))).toBe(409)
})

test('throttles a flood, and the purchase goes on', async () => {
  const token = await begin()
  await say(token, batch([event(1)]))
  // As after a longer flood.
  await portal.deps.pool.query("update throttles set points = 450 where key like 'trail:%'")
  expect(await say(token, batch([event(2)]))).toBe(429)
  expect((await order(token)).id).not.toBe('')
})

test('limits what one address stores over all its purchases, and what one purchase stores', async () => {
  const token = await begin()
  const wordy = (from: number) =>
    batch(Array.from({ length: 40 }, (_, n) => event(from + n, { kind: 'consent', words: '字'.repeat(500) })))
  for (let from = 1; from < 800; from += 40) expect(await say(token, wordy(from))).toBe(204)
  const { id } = await order(token)
  const { rows } = await read(id)
  const bytes = rows.reduce((sum, { detail }) => sum + Buffer.byteLength(detail), 0)
  expect(bytes).toBeGreaterThan(900_000)
  expect(bytes).toBeLessThan(1_010_000)
  expect(rows.some(({ kind }) => kind === 'full')).toBe(true)

  const { pool } = portal.deps
  const { rowCount } = await pool.query("update throttles set points = 50000 where key like 'trail-kb:%'")
  expect(rowCount).toBe(1)
  const next = await begin()
  expect(await say(next, batch([event(1)]))).toBe(429)
  expect(await record(next, piece(1, gzipSync('[]')))).toBe(429)
  expect((await order(next)).id).not.toBe('')
  await pool.query("delete from throttles where key like 'trail-kb:%'")
})

test('erasing the people keeps the trail, and the trail of an abandoned purchase is deleted with it', async () => {
  const idle = await begin()
  const token = await begin()
  await say(token, batch([event(1, { kind: 'enter', page: 'product' })]))
  const { id } = await order(token)
  const { db } = portal.deps
  const old = new Date(portal.deps.now() - 91 * 86_400_000)
  await db
    .updateTable('purchases')
    .set({ updated_at: old })
    .where('token_hash', '=', hashToken(idle))
    .execute()
  const { count } = db.fn
  const counted = () =>
    db.selectFrom('trails').select(count<number>('id').as('all')).executeTakeFirstOrThrow()
  const before = await counted()
  await applyRetention(portal.deps)
  expect(before.all - (await counted()).all).toBe(1)
  await db.updateTable('orders').set({ status: 'failed' }).where('id', '=', id).execute()
  expect((await portal.ask('POST', `/api/orders/${id}/erase`, {})).statusCode).toBe(200)
  const { broken, erasedAt, rows } = await read(id)
  expect(broken).toBe(null)
  expect(erasedAt).not.toBe(null)
  expect(rows.length).toBeGreaterThan(3)
  const text = rows.map(({ detail }) => detail).join('')
  for (const personal of [LI_LEI.name, LI_LEI.cardNo, LI_LEI.mobile]) expect(text).not.toContain(personal)
})

const EVENTS = [{ type: 4, timestamp: 1, data: {} }]
const piece = (number: number, content: Buffer, packed = true) => ({
  visit: VISIT,
  piece: number,
  packed,
  content: content.toString('base64'),
})
const record = async (token: string, body: object) => {
  const answer = await by(token, 'POST', '/purchase/recording', body)
  return answer.statusCode === 200 ? answer.json<{ more: boolean }>().more : answer.statusCode
}
const pieces = async (id: string) =>
  (await portal.ask('POST', `/api/orders/${id}/evidence/replay`, {})).json<Recording>().pieces

test('keeps a recording sealed, each piece once and by its hash in the chain, and an altered piece is missing', async () => {
  const token = await begin()
  const canary = Buffer.from(JSON.stringify([...EVENTS, { text: 'canary of a recording' }]))
  expect(await record(token, piece(1, gzipSync(canary)))).toBe(true)
  expect(await record(token, piece(1, gzipSync(canary)))).toBe(true)
  expect(await record(token, piece(2, canary, false))).toBe(true)
  const { id } = await order(token)
  const { db } = portal.deps
  const kept = await pieces(id)
  expect(kept.map(({ piece: number }) => number)).toEqual([1, 2])
  for (const { content } of kept)
    expect(gunzipSync(Buffer.from(content ?? '', 'base64')).toString()).toBe(canary.toString())
  expect((await read(id)).broken).toBe(null)
  const { items } = (await portal.ask('GET', '/api/audit?act=evidence-replayed')).json<{ items: object[] }>()
  expect(items).toMatchObject([{ subject: { kind: 'order', id } }])
  const file = (await portal.ask('GET', `/api/orders/${id}/evidence/file`)).body
  expect(file).toContain(kept[0]?.content)

  const rows = await db
    .selectFrom('trail_pieces')
    .select(['id', 'content_sealed', 'piece'])
    .orderBy('piece')
    .execute()
  expect(rows.map(({ content_sealed }) => content_sealed?.includes('canary'))).toEqual([false, false])
  // Another piece's content does not decrypt in its place.
  const other = rows.find((row) => row.piece === 2)
  await db
    .updateTable('trail_pieces')
    .set({ content_sealed: other?.content_sealed ?? null })
    .where('id', '=', rows.find((row) => row.piece === 1)?.id ?? '')
    .execute()
  expect((await pieces(id)).map(({ content }) => content === null)).toEqual([true, false])

  await db.updateTable('orders').set({ status: 'failed' }).where('id', '=', id).execute()
  await portal.ask('POST', `/api/orders/${id}/erase`, {})
  expect((await pieces(id)).map(({ content }) => content)).toEqual([null, null])
  expect((await read(id)).broken).toBe(null)
})

test('removes everything from a recording that would load something', async () => {
  const token = await begin()
  const image = { type: 2, id: 3, tagName: 'img', attributes: { src: '/api/orders/export' }, childNodes: [] }
  const events = [{ type: 2, timestamp: 1, data: { node: { type: 0, id: 1, childNodes: [image] } } }]
  expect(await record(token, piece(1, gzipSync(Buffer.from(JSON.stringify(events)))))).toBe(true)
  const { id } = await order(token)
  const [kept] = await pieces(id)
  const stored = gunzipSync(Buffer.from(kept?.content ?? '', 'base64')).toString()
  expect(stored).toContain('"img"')
  expect(stored).not.toContain('export')
})

test('limits a recording and rejects anything else', async () => {
  const token = await begin()
  const bomb = gzipSync(Buffer.concat([Buffer.from('["'), Buffer.alloc(8_000_000, 97), Buffer.from('"]')]))
  for (const bad of [Buffer.from('no gzip'), gzipSync(Buffer.from('{}')), gzipSync(Buffer.from('[')), bomb])
    expect(await record(token, piece(1, bad))).toBe(false)
  expect(await record(token, piece(1, Buffer.from('"text"'), false))).toBe(false)
  expect(await record(token, { ...piece(1, gzipSync('[]')), content: '<script>' })).toBe(400)
  expect(await record(token, piece(1, randomBytes(330_000)))).toBe(413)
  const { id } = await order(token)
  expect(await pieces(id)).toEqual([])
  await portal.deps.db.updateTable('trails').set({ recorded: 4_999_999 }).where('order_id', '=', id).execute()
  for (const number of [1, 2]) expect(await record(token, piece(number, gzipSync('[]')))).toBe(false)
  const { rows } = await read(id)
  expect(rows.filter(({ kind }) => kind === 'recording-full')).toHaveLength(1)
  expect(await say(token, batch([event(1)]))).toBe(204)
})
