import { expect, test } from 'vitest'
import type { Purchase } from '#contract/purchases.ts'
import { hashToken } from '../http/tokens.ts'
import { applyRetention } from '../orders/retention.ts'
import { LI_LEI } from '../testing/people.ts'
import { batch, event, recordedSale } from '../testing/recorded-sale.ts'
import { payAsCustomer, until } from '../testing/sale.ts'
import { readTrail } from './trail.ts'

const { portal, document, by, say, begin, order, read } = await recordedSale()

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

test('what staff say about who pays is in the trail', async () => {
  const { id } = await order(await begin())
  await portal.ask('PUT', `/api/orders/${id}/payer`, { payer: 'customer' })
  const { rows, broken } = await read(id)
  const facts = rows.map(({ detail }) => JSON.parse(detail) as { fact?: string; payer?: string })
  expect(facts).toContainEqual(expect.objectContaining({ fact: 'payer-named', payer: 'customer' }))
  expect(broken).toBeNull()
})
