import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Link, LinkList } from '#contract/links.ts'
import type { MemberList } from '#contract/members.ts'
import type { ExportPage, Order, OrderList } from '#contract/orders.ts'
import type * as z from 'zod/mini'
import type { PlacedOrder } from '#contract/place-order.ts'
import { type TestPortal, testPortal } from '../testing/portal.ts'
import { MEMBER, preparedOrder } from '../testing/sale.ts'

let portal: TestPortal
beforeAll(async () => {
  portal = await testPortal()
})
afterAll(() => portal.close())
const BROKEN = Buffer.from('\x02k1 this opens under no key')

test('marks an unreadable member, and the list goes on', async () => {
  await preparedOrder(portal)
  const other = (await portal.ask('POST', '/api/members', { ...MEMBER, mobile: '13800138999' })).json<{
    memberId: string
  }>()
  await portal.deps.db
    .updateTable('members')
    .set({ mobile_sealed: BROKEN })
    .where('member_id', '=', other.memberId)
    .execute()
  const { items } = (await portal.ask('GET', '/api/members')).json<MemberList>()
  expect(Object.fromEntries(items.map(({ memberId, unreadable }) => [memberId, unreadable]))).toMatchObject({
    [other.memberId]: true,
  })
  expect(items.some(({ unreadable }) => !unreadable)).toBe(true)
})

test('marks an unreadable link or draft, and the list goes on', async () => {
  const { memberId, productCode } = await preparedOrder(portal)
  const make = async () =>
    (await portal.ask('POST', '/api/links', { memberId, productCode, uses: 1, days: 1 })).json<Link>()
  const [good, bad] = [await make(), await make()]
  await portal.deps.db.updateTable('links').set({ token_sealed: BROKEN }).where('id', '=', bad.id).execute()
  const links = (await portal.ask('GET', '/api/links')).json<LinkList>().items
  expect(links.map(({ id, unreadable }) => [id, unreadable])).toEqual([
    [bad.id, true],
    [good.id, false],
  ])
  const drafts = [randomUUID(), randomUUID()]
  for (const id of drafts)
    await portal.ask('PUT', `/api/drafts/${id}`, { version: 0, content: { title: '李雷' } })
  await portal.deps.db
    .updateTable('drafts')
    .set({ title_sealed: BROKEN })
    .where('id', '=', drafts[0] ?? '')
    .execute()
  const listed = (await portal.ask('GET', '/api/drafts')).json<{
    items: { id: string; unreadable: boolean }[]
  }>()
  expect(new Map(listed.items.map(({ id, unreadable }) => [id, unreadable]))).toEqual(
    new Map([
      [drafts[0], true],
      [drafts[1], false],
    ]),
  )
})

test('shows an order with unreadable people without them, raises attention, and lists and exports go on', async () => {
  const body = await preparedOrder(portal)
  const place = async () =>
    (await portal.ask('POST', '/api/orders', body, { 'idempotency-key': randomUUID() })).json<PlacedOrder>()
  const [good, bad] = [await place(), await place()]
  await portal.deps.db
    .updateTable('orders')
    .set({ people_sealed: BROKEN, platform_sealed: BROKEN })
    .where('id', '=', bad.id)
    .execute()
  const order = (await portal.ask('GET', `/api/orders/${bad.id}`)).json<Order>()
  expect([order.unreadable, order.holder, order.insured]).toEqual([true, null, []])
  const rows = (await portal.ask('GET', '/api/orders/export')).json<z.infer<typeof ExportPage>>().items
  expect(new Map(rows.map(({ id, unreadable }) => [id, unreadable]))).toEqual(
    new Map([
      [bad.id, true],
      [good.id, false],
    ]),
  )
  const list = (await portal.ask('GET', '/api/orders')).json<z.infer<typeof OrderList>>().items
  expect(list.find(({ id }) => id === bad.id)?.attention).toContain('unreadable')
  expect((await portal.ask('GET', '/api/attentions')).json<{ items: object[] }>().items).toContainEqual(
    expect.objectContaining({ orderId: bad.id, reason: 'unreadable' }),
  )
})
