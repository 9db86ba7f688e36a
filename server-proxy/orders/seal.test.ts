import { afterAll, beforeAll, expect, test } from 'vitest'
import { LEGAL_DAYS } from '#contract/retention.ts'
import { addDays } from '#contract/days.ts'
import type { Order, OrderList } from '#contract/orders.ts'
import type { SealedRecord } from '#contract/sealed-orders.ts'
import { LI_LEI } from '../testing/people.ts'
import { everythingAbout, issuedWithPeople, PERSONAL } from '../testing/personal.ts'
import { type TestPortal, testPortal } from '../testing/portal.ts'
import { recorded } from '../testing/recorded.ts'
import { until } from '../testing/sale.ts'
import { applyRetention } from './retention.ts'
import { placeOfRecord } from './seal-order.ts'

let portal: TestPortal
beforeAll(async () => {
  portal = await testPortal()
})
afterAll(() => portal.close())

const END = '2026-01-03'
const UNTIL = addDays(END, LEGAL_DAYS.short)
const erase = (id: string) => portal.ask('POST', `/api/orders/${id}/erase`, {})
const order = async (id: string) => (await portal.ask('GET', `/api/orders/${id}`)).json<Order>()
const change = (id: string, values: object) =>
  portal.deps.db.updateTable('orders').set(values).where('id', '=', id).execute()
const kept = (id: string) =>
  portal.deps.db.selectFrom('sealed_orders').selectAll().where('order_id', '=', id).executeTakeFirst()
/** The daily job on a day after the end of the term. */
const retain = (day: string, more: object = {}) =>
  applyRetention({ ...portal.deps, ...more, now: () => Date.parse(`${day}T12:00:00+08:00`) })

/** An issued order whose cover ended on END. */
async function over(values: object = {}): Promise<string> {
  const id = await issuedWithPeople(portal)
  await change(id, { ...OVER, ...values })
  return id
}
const OVER = {
  start_date: '2026-01-01',
  cover_start: null,
  end_date: END,
  cover_end: END,
  invoice_lost: false,
}

/** Erases it; a late answer of the platform may have stored the platform's own period meanwhile. */
async function erased(id: string, values: object = {}): Promise<Order> {
  const answer = await until(
    async () => {
      await change(id, { ...OVER, ...values })
      return erase(id)
    },
    ({ statusCode }) => statusCode === 200,
  )
  return answer.json<Order>()
}

const piece = async (trail: string) =>
  (
    await portal.deps.db
      .selectFrom('trail_pieces')
      .select('content_sealed')
      .where('trail_id', '=', trail)
      .executeTakeFirstOrThrow()
  ).content_sealed

test('an erasure before the term seals the people, and says until when', async () => {
  const id = await over()
  await portal.deps.db
    .insertInto('order_events')
    .values({ order_id: id, kind: 'place-refused', actor: 'platform', platform_message: '李雷已投保' })
    .execute()
  expect(await order(id)).toMatchObject({ erasedAt: null, keptUntil: UNTIL })
  const sealed = await erased(id)
  expect(sealed).toMatchObject({ keptUntil: UNTIL, holder: null, insured: [], platform: null })
  expect(sealed.erasedAt).not.toBeNull()
  expect(sealed.timeline[0]).toMatchObject({ kind: 'sealed', note: UNTIL, actor: 'admin' })
  expect(await everythingAbout(portal, id)).not.toMatch(PERSONAL)
  const row = await kept(id)
  expect(JSON.stringify(row)).not.toMatch(PERSONAL)
  const text = portal.deps.vault.open(placeOfRecord(id), row?.record_sealed ?? Buffer.alloc(0))
  expect(JSON.parse(text) as SealedRecord).toMatchObject({
    holder: { cardNo: LI_LEI.cardNo, mobile: LI_LEI.mobile },
    platform: { holder: { name: '李雷' } },
    invoiceTitle: '李雷',
    policies: [{ insuredName: expect.any(String) as string, policyUrl: expect.any(String) as string }, {}],
    remarks: [{ platformMessage: '已承保' }, { kind: 'place-refused', platformMessage: '李雷已投保' }],
  })
  const entries = await portal.ask('GET', `/api/audit?subject=${id}&act=order-sealed`)
  expect(entries.json<object>()).toMatchObject({ items: [{ detail: { sealedUntil: UNTIL } }] })
})

test('a list says whether erased people are sealed or deleted', async () => {
  const id = await over()
  const listed = async () => {
    const { items } = (await portal.ask('GET', '/api/orders')).json<OrderList>()
    return items.find((one) => one.id === id)?.isSealed
  }
  expect(await listed()).toBe(false)
  await erased(id)
  expect(await listed()).toBe(true)
  await portal.deps.db.deleteFrom('sealed_orders').where('order_id', '=', id).execute()
  expect(await listed()).toBe(false)
})

test('a repeated erasure keeps the sealed record', async () => {
  const id = await over()
  await erased(id)
  const before = await kept(id)
  await change(id, { holder_name: '李雷' })
  expect((await erase(id)).json<Order>()).toMatchObject({ keptUntil: UNTIL, holderName: null })
  expect(await kept(id)).toEqual(before)
})

test('simultaneous erasures make one sealed record', async () => {
  const id = await over()
  const answers = await until(
    async () => {
      await change(id, OVER)
      return Promise.all([erase(id), erase(id), erase(id)])
    },
    ([first]) => first.statusCode === 200,
  )
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200])
  const { timeline } = await order(id)
  expect(timeline.filter(({ kind }) => kind === 'sealed')).toHaveLength(1)
})

test.each([
  ['cover of up to one year', {}, {}, UNTIL],
  [
    'cover over one year',
    { start_date: '2024-01-01', cover_start: '2024-01-01' },
    {},
    addDays(END, LEGAL_DAYS.long),
  ],
  [
    'a longer setting in production',
    {},
    { production: true, retention: { peopleDays: 4_000 } },
    addDays(END, 4_000),
  ],
  [
    'a setting below the long term in production',
    { start_date: '2024-01-01', cover_start: '2024-01-01' },
    { production: true, retention: { peopleDays: 1_827 } },
    addDays(END, LEGAL_DAYS.long),
  ],
  ['a setting outside of production', {}, { retention: { peopleDays: 400 } }, addDays(END, 400)],
  ['a setting that is over', {}, { retention: { peopleDays: 30 } }, null],
  ['an order that failed', { status: 'failed' }, {}, null],
] as const)('the term of %s is kept', async (_what, values, more, last) => {
  const id = await over()
  const trail = await recorded(portal, id, 'page')
  const before = { ...portal.deps }
  Object.assign(portal.deps, more)
  const { keptUntil } = await erased(id, { ...values, updated_at: new Date(`${END}T04:00:00Z`) })
  Object.assign(portal.deps, before)
  expect(keptUntil).toBe(last)
  expect(await kept(id)).toEqual(last ? expect.objectContaining({ keep_until: last }) : undefined)
  expect((await piece(trail)) === null).toBe(last === null)
})

test('retention deletes a sealed order on the day after its term, once, without any setting', async () => {
  const [id, younger] = [await over(), await over()]
  const trail = await recorded(portal, id, 'page')
  await erased(id)
  await erased(younger, { cover_end: '2026-01-04' })
  await retain(UNTIL)
  expect(await kept(id)).toBeDefined()
  expect(await piece(trail)).not.toBeNull()
  for (let round = 0; round < 2; round++) {
    await retain(addDays(UNTIL, 1))
    expect(await kept(id)).toBeUndefined()
    expect(await kept(younger)).toBeDefined()
    expect(await piece(trail)).toBeNull()
  }
  const after = await order(id)
  expect(after.keptUntil).toBeNull()
  expect(after.timeline.filter(({ kind }) => kind === 'erased')).toHaveLength(1)
  const entries = await portal.ask('GET', `/api/audit?act=retention-erased`)
  const [entry] = entries.json<{ items: { detail: { sealed: number } }[] }>().items
  expect(entry?.detail.sealed).toBeGreaterThanOrEqual(1)
})

test('an erasure after the term deletes a sealed order', async () => {
  const id = await over()
  await erased(id)
  await portal.deps.db
    .updateTable('sealed_orders')
    .set({ keep_until: '2020-01-01' })
    .where('order_id', '=', id)
    .execute()
  expect((await erase(id)).json<Order>()).toMatchObject({
    keptUntil: null,
    timeline: expect.arrayContaining([expect.objectContaining({ kind: 'erased' })]) as object,
  })
  expect(await kept(id)).toBeUndefined()
})

test('the recording of a sealed order cannot be replayed or exported', async () => {
  const id = await over()
  const trail = await recorded(portal, id, 'page')
  await erased(id)
  expect(await piece(trail)).not.toBeNull()
  const evidence = await portal.ask('GET', `/api/orders/${id}/evidence`)
  expect(evidence.json<object>()).toMatchObject({ trail: { sealedUntil: UNTIL } })
  const replay = await portal.ask('POST', `/api/orders/${id}/evidence/replay`, {})
  expect(
    replay.json<{ pieces: { content: string | null }[] }>().pieces.every((one) => one.content === null),
  ).toBe(true)
})

test('an order that cannot be decrypted is not sealed', async () => {
  const id = await over()
  await until(
    async () => {
      await change(id, { ...OVER, people_sealed: Buffer.from([2, 107, 49, 1, 2, 3]) })
      return (await erase(id)).json<{ code?: string }>().code
    },
    (code) => code === 'order-unreadable',
  )
  expect(await order(id)).toMatchObject({ erasedAt: null, unreadable: true })
  expect(await kept(id)).toBeUndefined()
})

test('retention goes on when a sealed order cannot be deleted', async () => {
  const ids = [await over(), await over()]
  for (const id of ids) await erased(id)
  const [first] = ids.toSorted()
  const client = await portal.deps.pool.connect()
  await client.query(
    `create function refuse() returns trigger language plpgsql as $$ begin raise 'no'; end $$`,
  )
  await client.query(
    `create trigger refuse before delete on sealed_orders for each row when (old.order_id = '${first}') execute function refuse()`,
  )
  await retain(addDays(UNTIL, 2))
  await client.query('drop trigger refuse on sealed_orders')
  client.release()
  expect(await Promise.all(ids.toSorted().map(async (id) => (await kept(id)) !== undefined))).toEqual([
    true,
    false,
  ])
})
