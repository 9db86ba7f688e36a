import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Order } from '#contract/orders.ts'
import { signInAs, type TestPortal, testPortal } from '../testing/portal.ts'
import { everythingAbout, issuedWithPeople, PERSONAL } from '../testing/personal.ts'
import { LI_LEI } from '../testing/people.ts'
import { preparedOrder } from '../testing/sale.ts'
import { startPurchase } from '../purchases/start-purchase.ts'
import { testPartner } from '../testing/partner.ts'
import { applyRetention } from './retention.ts'

let portal: TestPortal
beforeAll(async () => {
  portal = await testPortal()
})
afterAll(() => portal.close())

const DAY_MS = 86_400_000

test('shows full information to permitted staff with a reason, and logs no personal data', async () => {
  const id = await issuedWithPeople(portal)
  const clerk = await signInAs(portal, 'clerk', 'people-clerk')
  const manager = await signInAs(portal, 'manager', 'people-manager')
  const show = (cookie: string, body: object) =>
    portal.ask('POST', `/api/orders/${id}/people`, body, { cookie })
  expect((await show(clerk, { reason: 'claim' })).statusCode).toBe(403)
  for (const body of [{}, { reason: 'because 李雷 asked' }]) {
    const refused = await show(manager, body)
    expect(refused.statusCode).toBe(400)
    expect(refused.json<object>()).toMatchObject({ fields: [{ field: 'reason' }] })
  }
  const shown = (await show(manager, { reason: 'claim' })).json<Order>()
  expect(shown.holder).toMatchObject({ cardNo: LI_LEI.cardNo, mobile: LI_LEI.mobile })
  expect(shown.platform?.insured.map(({ cardNo }) => cardNo)).toContain(LI_LEI.cardNo)
  const after = (await portal.ask('GET', `/api/orders/${id}`)).json<Order>()
  expect(JSON.stringify(after)).not.toContain(LI_LEI.cardNo)
  expect(after.timeline[0]).toMatchObject({ kind: 'people-shown', actor: 'people-manager' })
  const entries = await portal.ask('GET', `/api/audit?subject=${id}&act=person-shown`)
  expect(entries.json<object>()).toMatchObject({
    items: [{ actor: 'people-manager', detail: { reason: 'claim' } }],
  })
  expect(entries.body).not.toMatch(/李雷|1101|139001/)
})

test('erasing removes an order’s people from every table and keeps the ledger', async () => {
  const id = await issuedWithPeople(portal)
  const erase = () => portal.ask('POST', `/api/orders/${id}/erase`, {})
  expect((await erase()).json<object>()).toMatchObject({ status: 409, code: 'cover-runs' })
  expect(await everythingAbout(portal, id)).toMatch(PERSONAL)

  await portal.deps.db
    .updateTable('orders')
    .set({
      start_date: '2021-01-01',
      end_date: '2021-01-03',
      cover_start: null,
      cover_end: null,
      status: 'surrendering',
    })
    .where('id', '=', id)
    .execute()
  expect((await erase()).json<object>()).toMatchObject({ status: 409, code: 'order-in-flight' })
  await portal.deps.db.updateTable('orders').set({ status: 'issued' }).where('id', '=', id).execute()
  const before = (await portal.ask('GET', `/api/orders/${id}`)).json<Order>()
  const erased = (await erase()).json<Order>()
  expect(erased).toMatchObject({
    id,
    keptUntil: null,
    amount: before.amount,
    orderCode: before.orderCode,
    outSerialNo: before.outSerialNo,
    status: 'issued',
    insuredCount: before.insuredCount,
    holder: null,
    insured: [],
    platform: null,
  })
  expect(erased.policies.map(({ policyCode }) => policyCode)).toEqual(
    before.policies.map(({ policyCode }) => policyCode),
  )
  expect(await everythingAbout(portal, id)).not.toMatch(PERSONAL)

  // Neither a second request nor the platform's next answer restores anything.
  expect((await erase()).json<Order>().erasedAt).toBe(erased.erasedAt)
  expect((await portal.ask('POST', `/api/orders/${id}/refresh`, {})).json<Order>().platform).toBeNull()
  expect(await everythingAbout(portal, id)).not.toMatch(PERSONAL)
  const entries = await portal.ask('GET', `/api/audit?subject=${id}&act=order-erased`)
  expect(entries.json<{ items: object[] }>().items).toHaveLength(2)
})

test('retention deletes what is older than the settings say, and nothing younger', async () => {
  const [old, young] = [await issuedWithPeople(portal), await issuedWithPeople(portal)]
  const { db } = portal.deps
  await db
    .updateTable('orders')
    .set({ end_date: '2020-01-03', cover_end: null, updated_at: new Date(Date.now() - 400 * DAY_MS) })
    .where('id', '=', old)
    .execute()
  const drafts = [randomUUID(), randomUUID()]
  for (const id of drafts) await portal.ask('PUT', `/api/drafts/${id}`, { content: { title: '李雷' } })
  await db
    .updateTable('drafts')
    .set({ updated_at: new Date(Date.now() - 31 * DAY_MS) })
    .where('id', '=', drafts[0] ?? '')
    .execute()
  // A purchase begun in a partner's frame: its bearer is lost with that page.
  const { id: partnerId } = await testPartner(portal)
  const { memberId, productCode } = await preparedOrder(portal)
  const { id: userId } = await db.selectFrom('users').select('id').executeTakeFirstOrThrow()
  const origin = { kind: 'partner', partnerId, reference: null, page: null } as const
  for (const hours of [-25, 1]) {
    const expiresAt = new Date(Date.now() + hours * 3_600_000)
    await startPurchase(portal.deps, { memberId, productCode, userId, origin, expiresAt })
  }
  const retention = { peopleDays: 365, draftDays: 30, notificationDays: 30 }
  await applyRetention({ ...portal.deps, retention: { ...retention, peopleDays: null } })
  expect((await portal.ask('GET', `/api/orders/${old}`)).json<Order>().erasedAt).toBeNull()
  await applyRetention({ ...portal.deps, retention })
  expect((await portal.ask('GET', `/api/orders/${old}`)).json<Order>().erasedAt).not.toBeNull()
  expect((await portal.ask('GET', `/api/orders/${young}`)).json<Order>().erasedAt).toBeNull()
  const content = async (id: string) =>
    (await portal.ask('GET', `/api/drafts/${id}`)).json<{ content: unknown }>().content
  expect(await Promise.all(drafts.map(content))).toEqual([null, { title: '李雷' }])
  const left = await db
    .selectFrom('purchases')
    .select('expires_at')
    .where('partner_id', '=', partnerId)
    .execute()
  expect(left.map(({ expires_at }) => Number(expires_at) > Date.now())).toEqual([true])
})

test('retention deletes handled notifications after their days, and keeps those that wait', async () => {
  const { db, vault } = portal.deps
  const id = await issuedWithPeople(portal)
  await db.deleteFrom('notifications').where('order_id', '=', id).execute()
  const body = vault.seal({ table: 'notifications', column: 'body', row: id }, '')
  const notification = (event: 'deliver' | 'return' | 'refund', daysAgo: number | null) => ({
    order_id: id,
    event,
    content_type: null,
    body_sealed: body,
    received_at: new Date(Date.now() - 40 * DAY_MS),
    handled_at: daysAgo === null ? null : new Date(Date.now() - daysAgo * DAY_MS),
  })
  const stored = [notification('deliver', 31), notification('return', 29), notification('refund', null)]
  await db.insertInto('notifications').values(stored).execute()
  await applyRetention(portal.deps)
  const left = await db.selectFrom('notifications').select('event').where('order_id', '=', id).execute()
  expect(left.map(({ event }) => event).toSorted()).toEqual(['refund', 'return'])
})
