import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addDays } from '#contract/days.ts'
import type { Evidence } from '#contract/evidence.ts'
import type { Order } from '#contract/orders.ts'
import type { PlacedOrder } from '#contract/place-order.ts'
import { type TestPortal, testPortal } from '../testing/portal.ts'
import { payAsCustomer, preparedOrder, until } from '../testing/sale.ts'

let portal: TestPortal
beforeAll(async () => {
  portal = await testPortal()
})
afterAll(() => portal.close())

const order = async (id: string) => (await portal.ask('GET', `/api/orders/${id}`)).json<Order>()
async function issued(): Promise<Order> {
  const body = await preparedOrder(portal)
  const key = { 'idempotency-key': randomUUID() }
  const placed = (await portal.ask('POST', '/api/orders', body, key)).json<PlacedOrder>()
  await payAsCustomer(placed.cashierUrl ?? '')
  return until(
    () => order(placed.id),
    (one) => one.status === 'issued',
  )
}
const ANNA = {
  name: 'ANNA SMITH',
  cardType: 'passport',
  cardNo: 'E77665544',
  birthday: '1988-02-29',
  gender: 'F',
  relation: 'other',
}

test('replaces a person: surrenders, sells again for the same days, and links both orders', async () => {
  const old = await issued()
  const [, second] = old.policies
  const answer = await portal.ask('POST', `/api/orders/${old.id}/change`, {
    kind: 'people',
    policyCodes: [second?.policyCode],
    insured: [ANNA],
  })
  expect(answer.statusCode, answer.body).toBe(200)
  const changed = answer.json<Order>()
  expect(changed.openChange).toBeNull()
  expect(changed.attention).not.toContain('change-unfinished')
  expect(changed.replacedBy).toHaveLength(1)
  const next = await order(changed.replacedBy[0] ?? '')
  expect([next.status, next.replaces]).toEqual(['unpaid', old.id])
  expect([next.startDate, next.endDate, next.insured.map(({ name }) => name)]).toEqual([
    old.startDate,
    old.endDate,
    ['ANNA SMITH'],
  ])
  // The trail tells what came from the replaced order and what did not.
  const evidence = (await portal.ask('GET', `/api/orders/${next.id}/evidence`)).json<Evidence>()
  const { detail } = evidence.trail?.entries.find(({ kind }) => kind === 'filled') ?? {}
  expect(detail).toMatchObject({
    copied: { order: old.id },
    filled: [
      { part: 'sale', how: 'copied' },
      { part: 'holder', how: 'copied' },
      { part: 'insured', from: 1, to: 1, how: 'typed' },
    ],
  })
})

test('is a task on the desk while the second half is refused, and is finished by resuming', async () => {
  const old = await issued()
  await portal.fault('addTemp', 'code', { code: '9999', times: 1 })
  const refused = await portal.ask('POST', `/api/orders/${old.id}/change`, {
    kind: 'dates',
    startDate: addDays(old.startDate ?? '', 5),
    endDate: addDays(old.endDate ?? '', 5),
  })
  expect([refused.statusCode, refused.json<{ code: string }>().code]).toEqual([422, '9999'])
  const half = await order(old.id)
  expect(half.attention).toContain('change-unfinished')
  expect(half.openChange).toMatchObject({ kind: 'dates', people: old.insured.length, surrendered: true })

  const resumed = (await portal.ask('POST', `/api/orders/${old.id}/change/resume`)).json<Order>()
  expect(resumed.openChange).toBeNull()
  expect(resumed.attention).not.toContain('change-unfinished')
  // The refused order and the one that was placed.
  const next = await order(resumed.replacedBy.at(-1) ?? '')
  expect([next.status, next.startDate]).toEqual(['unpaid', addDays(old.startDate ?? '', 5)])
  expect(resumed.replacedBy).toHaveLength(2)
})

test('leaves everything as before when the platform refuses the surrender', async () => {
  const old = await issued()
  await portal.fault('surrenderByOrderCode', 'code', { code: '4001', times: 1 })
  const wanted = {
    kind: 'dates',
    startDate: addDays(old.startDate ?? '', 5),
    endDate: addDays(old.endDate ?? '', 5),
  }
  const refused = await portal.ask('POST', `/api/orders/${old.id}/change`, wanted)
  expect([refused.statusCode, refused.json<{ code: string }>().code]).toEqual([422, '4001'])
  const same = await order(old.id)
  expect([same.status, same.openChange, same.replacedBy]).toEqual(['issued', null, []])
  expect(same.attention).not.toContain('change-unfinished')
})

test('refuses bad dates before anything is surrendered, and can be given up after', async () => {
  const old = await issued()
  const path = `/api/orders/${old.id}/change`
  const bad = { kind: 'dates', startDate: '2020-01-01', endDate: '2020-01-03' }
  expect((await portal.ask('POST', path, bad)).statusCode).toBe(400)
  expect((await order(old.id)).surrender).toBeNull()

  await portal.fault('addTemp', 'code', { code: '9999', times: 1 })
  await portal.ask('POST', path, { kind: 'people', insured: [ANNA] })
  const ended = (await portal.ask('DELETE', path)).json<Order>()
  expect(ended.openChange).toBeNull()
  expect(ended.attention).not.toContain('change-unfinished')
  expect((await portal.ask('DELETE', path)).statusCode).toBe(409)
})

test('stays open when the database fails after the platform accepted the surrender', async () => {
  const old = await issued()
  const { pool } = portal.deps
  await pool.query(`create function fail() returns trigger language plpgsql as $$
    begin raise exception 'the database is away'; end $$`)
  await pool.query(`create trigger fail before insert on order_events for each row
    when (new.kind = 'surrender-answered') execute function fail()`)
  const wanted = { kind: 'people', insured: [ANNA] }
  const answer = await portal.ask('POST', `/api/orders/${old.id}/change`, wanted)
  await pool.query('drop trigger fail on order_events')
  expect(answer.statusCode).toBe(500)
  const half = await order(old.id)
  expect(half.openChange).toMatchObject({ kind: 'people' })
  expect(half.attention).toContain('change-unfinished')
})
