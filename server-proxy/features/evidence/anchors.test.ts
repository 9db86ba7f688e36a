import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Evidence } from '#contract/evidence.ts'
import { holdsAnchors } from '../../evidence/anchor.ts'
import { note } from '../../orders/timeline.ts'
import { recordedSale } from '../../testing/recorded-sale.ts'

const { portal, begin, order } = await recordedSale()
const { db } = portal.deps

const evidence = async (id: string) =>
  (await portal.ask('GET', `/api/orders/${id}/evidence`)).json<Evidence>()
const sold = async () => (await order(await begin())).id
const anchors = async (id: string) => {
  const rows = await db
    .selectFrom('audit_log')
    .select(['act', 'detail'])
    .where('subject_id', '=', id)
    .orderBy('n')
    .execute()
  return rows.filter(({ detail }) => 'trail' in detail).map(({ act }) => act)
}
const issue = async (id: string) => {
  await db
    .transaction()
    .execute((transaction) => note(transaction, id, { kind: 'status', actor: 'platform', status: 'issued' }))
  return evidence(id)
}

test('the audit log names the end of a trail when the order is placed and once when it is issued', async () => {
  const id = await sold()
  expect(await anchors(id)).toEqual(['order-placed'])
  expect((await issue(id)).anchored).toBe(true)
  await evidence(id)
  expect(await anchors(id)).toEqual(['order-placed', 'trail-anchored'])
})

test('a trail that was deleted as a whole is noticed', async () => {
  const id = await sold()
  await db.deleteFrom('trails').where('order_id', '=', id).execute()
  expect(await evidence(id)).toMatchObject({ trail: null, anchored: false })
})

test('a trail whose last entries were deleted is noticed', async () => {
  const id = await sold()
  const { trail } = await issue(id)
  const last = trail?.entries.at(-1)?.n ?? 0
  await db
    .deleteFrom('trail_entries')
    .where('n', '=', last)
    .where('trail_id', 'in', db.selectFrom('trails').select('id').where('order_id', '=', id))
    .execute()
  expect((await evidence(id)).anchored).toBe(false)
})

test('an order whose trail went on to the next order has it still', async () => {
  const token = await begin()
  await portal.fault('addTemp', 'code', { code: '9999' })
  await order(token)
  const { id } = await order(token)
  expect((await evidence(id)).anchored).toBe(true)
  const refused = await db
    .selectFrom('orders')
    .select('id')
    .where('status', '=', 'failed')
    .executeTakeFirstOrThrow()
  expect(await evidence(refused.id)).toMatchObject({ trail: null, anchored: true })
})

test('an order of which the audit log names no trail has no answer', async () => {
  expect(await holdsAnchors(db, randomUUID())).toBeNull()
})
