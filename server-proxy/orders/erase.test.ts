import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Order } from '#contract/orders.ts'
import { everythingAbout, issuedWithPeople, PERSONAL } from '../testing/personal.ts'
import { type TestPortal, testPortal } from '../testing/portal.ts'
import { until } from '../testing/sale.ts'
import { placeOfChange } from './open-change.ts'
import { applyRetention } from './retention.ts'

let portal: TestPortal
beforeAll(async () => {
  portal = await testPortal()
})
afterAll(() => portal.close())

const DAY_MS = 86_400_000
const erase = (id: string) => portal.ask('POST', `/api/orders/${id}/erase`, {})
const order = async (id: string) => (await portal.ask('GET', `/api/orders/${id}`)).json<Order>()
const change = (id: string, values: object) =>
  portal.deps.db.updateTable('orders').set(values).where('id', '=', id).execute()

/** An order that may be erased: issued, with its cover over. */
async function over(draftId?: string): Promise<string> {
  const id = await issuedWithPeople(portal, draftId)
  const end = { cover_start: '2026-01-01', cover_end: '2026-01-03', end_date: '2026-01-03' }
  await change(id, { ...end, invoice_lost: false })
  return id
}

/** Delays the next answer of an interface so that the order is erased during the call. */
async function underWay(interfaceName: string, ask: () => Promise<unknown>, id: string): Promise<void> {
  await portal.fault(interfaceName, 'delay', { ms: 600 })
  const asked = ask()
  await until(
    () =>
      portal.deps.db
        .selectFrom('gateway_calls')
        .select('id')
        .where('interface', '=', interfaceName)
        .where('ended_at', 'is', null)
        .execute(),
    (rows) => rows.length > 0,
  )
  // An earlier pull may have stored the platform's own period.
  await change(id, { cover_end: '2026-01-03', cover_start: '2026-01-01' })
  expect((await erase(id)).statusCode).toBe(200)
  await asked
}

test.each([
  ['getOrderDetail', 'POST', 'refresh'],
  ['getPolicyUrl', 'GET', 'policies'],
  ['getInvoiceUrl', 'GET', 'invoices'],
] as const)('an answer of %s in flight restores no erased person', async (name, method, path) => {
  const id = await over()
  await until(
    async () => (await portal.ask('GET', `/api/orders/${id}/invoices`)).json<{ items: object[] }>().items,
    (items) => items.length > 0,
  )
  await portal.deps.db.deleteFrom('invoice_files').where('order_id', '=', id).execute()
  await underWay(name, () => portal.ask(method, `/api/orders/${id}/${path}`), id)
  expect(await everythingAbout(portal, id)).not.toMatch(PERSONAL)
  const { rows } = await portal.deps.pool.query<{ files: number }>(
    `select (select count(*) from invoice_files where order_id = $1)
          + (select count(*) from policies where order_id = $1 and policy_url is not null) as files`,
    [id],
  )
  expect(rows[0]?.files).toBe(0)
})

test('no request after an erasure writes personal data', async () => {
  const draftId = randomUUID()
  const id = await over(draftId)
  const secret = (
    await portal.deps.db
      .selectFrom('orders')
      .select('deliver_secret')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
  ).deliver_secret
  await erase(id)
  await portal.deps.db.insertInto('attentions').values({ order_id: id, reason: 'no-policy' }).execute()
  const asked = [
    ['GET', `/api/orders/${id}/policies`, undefined, 200],
    ['GET', `/api/orders/${id}/invoices`, undefined, 200],
    ['POST', `/api/orders/${id}/refresh`, {}, 200],
    ['POST', `/api/orders/${id}/own-link`, {}, 409],
    ['POST', `/api/orders/${id}/own-link`, { renew: true }, 409],
    ['POST', `/api/orders/${id}/surrender`, {}, 409],
    ['POST', `/api/orders/${id}/invoice`, { invoiceType: 'person', invoiceTitle: '李雷' }, 409],
    ['POST', `/api/orders/${id}/attention`, { reason: 'no-policy', remark: '李雷 called' }, 409],
    ['POST', `/api/orders/${id}/attention`, { reason: 'no-policy' }, 200],
    ['PUT', `/api/drafts/${draftId}`, { content: { title: '李雷' } }, 409],
    ['POST', `/notify/deliver/${secret}`, { insuredName: '李雷' }, 200],
  ] as const
  for (const [method, path, body, status] of asked)
    expect((await portal.ask(method, path, body)).statusCode, `${method} ${path}`).toBe(status)
  expect(await everythingAbout(portal, id)).not.toMatch(PERSONAL)
  for (const table of ['notifications', 'own_links', 'invoice_files', 'drafts'] as const) {
    const rows = await portal.deps.db
      .selectFrom(table)
      .select('order_id')
      .where('order_id', '=', id)
      .execute()
    expect(rows, table).toEqual([])
  }
})

test('a second erasure removes data that reappeared', async () => {
  const id = await over()
  const { erasedAt } = (await erase(id)).json<Order>()
  await change(id, { holder_name: '李雷', next_pull_at: new Date() })
  expect((await erase(id)).json<Order>()).toMatchObject({ erasedAt, holderName: null })
  expect(await everythingAbout(portal, id)).not.toMatch(PERSONAL)
})

test('discards a notification that arrives during an erasure', async () => {
  const id = await over()
  const { deliver_secret } = await portal.deps.db
    .selectFrom('orders')
    .select('deliver_secret')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  for (let round = 0; round < 10; round++)
    await Promise.all([
      portal.ask('POST', `/notify/deliver/${deliver_secret}`, { insuredName: '李雷' }),
      erase(id),
    ])
  const kept = await portal.deps.db
    .selectFrom('notifications')
    .select('id')
    .where('order_id', '=', id)
    .execute()
  expect(kept).toEqual([])
})

const retention = { peopleDays: 365, draftDays: 90, notificationDays: 30 }
const retain = () => applyRetention({ ...portal.deps, retention })
const old = { updated_at: new Date(Date.now() - 2_000 * DAY_MS), end_date: '2020-01-03', cover_end: null }

test('retention treats an unknown end of cover as running', async () => {
  const id = await over()
  await change(id, { ...old, end_date: null })
  expect((await erase(id)).json<object>()).toMatchObject({ code: 'cover-runs' })
  await retain()
  expect((await order(id)).erasedAt).toBeNull()
})

test('where real insurance is sold, retention keeps cover over one year for ten years', async () => {
  const [short, long] = [await over(), await over()]
  await change(short, { ...old, cover_start: null, start_date: '2020-01-01' })
  await change(long, { ...old, cover_start: null, start_date: '2018-01-01' })
  await applyRetention({ ...portal.deps, production: true, retention: { ...retention, peopleDays: 1827 } })
  expect((await order(short)).erasedAt).not.toBeNull()
  expect((await order(long)).erasedAt).toBeNull()
})

test.each([
  ['a surrender is open', { surrender_requested_at: new Date() }],
  ['the answer to an invoice is lost', { invoice_lost: true }],
  ['a payment signal is not taken', { payment: 'paid' }],
])('neither staff nor retention erases an order while %s', async (_why, values) => {
  const id = await over()
  await change(id, { ...old, ...values })
  expect((await erase(id)).json<object>()).toMatchObject({ code: 'order-in-flight' })
  await retain()
  expect((await order(id)).erasedAt).toBeNull()
})

test('retention checks claims again under the lock', async () => {
  const [id, other] = [await over(), await over()]
  await change(id, old)
  await change(other, old)
  const client = await portal.deps.pool.connect()
  await client.query('begin')
  await client.query('update orders set surrender_requested_at = now() where id = $1', [id])
  const retained = retain()
  await until(
    () =>
      portal.deps.pool.query<{ n: number }>(
        `select count(*) as n from pg_stat_activity where wait_event_type = 'Lock' and query like '%for update%'`,
      ),
    ({ rows }) => Number(rows[0]?.n) > 0,
  )
  await client.query('commit')
  client.release()
  await retained
  expect((await order(id)).erasedAt).toBeNull()
  expect((await order(other)).erasedAt).not.toBeNull()
})

test('erasing the new order of a change removes its people from the change', async () => {
  const [replaced, id] = [await over(), await over()]
  const { db, vault } = portal.deps
  const user = await db.selectFrom('users').select('id').executeTakeFirstOrThrow()
  const changeId = randomUUID()
  await db
    .insertInto('changes')
    .values({
      id: changeId,
      order_id: replaced,
      kind: 'people',
      state: 'placed',
      policy_codes: null,
      order_sealed: vault.seal(placeOfChange(changeId), '{}'),
      new_order_id: id,
      created_by: user.id,
    })
    .execute()
  expect((await erase(id)).statusCode).toBe(200)
  const left = await db.selectFrom('changes').select('order_sealed').where('id', '=', changeId).execute()
  expect(left).toEqual([{ order_sealed: null }])
})
