import { createHash, randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Evidence } from '#contract/evidence.ts'
import type { PlaceOrder } from '#contract/place-order.ts'
import { testPartner } from '../testing/partner.ts'
import { LI_LEI, STRASSE } from '../testing/people.ts'
import { signInAs, testPortal } from '../testing/portal.ts'
import { preparedOrder, until } from '../testing/sale.ts'

const portal = await testPortal()
const { db } = portal.deps
const order = await preparedOrder(portal)

const other = { cookie: await signInAs(portal, 'manager', 'trail-first') }
async function place(key: string, sale: PlaceOrder = order, headers: Record<string, string> = {}) {
  const placed = await portal.ask('POST', '/api/orders', sale, { 'idempotency-key': key, ...headers })
  return placed.json<{ id: string }>().id
}
const save = (id: string, content: object) => portal.ask('PUT', `/api/drafts/${id}`, { version: 0, content })
const evidence = async (id: string) =>
  (await portal.ask('GET', `/api/orders/${id}/evidence`)).json<Evidence>().trail
const entry = async (id: string, kind: string) =>
  (await evidence(id))?.entries.find((one) => one.kind === kind)?.detail
const annexOf = async (id: string) =>
  (await portal.ask('POST', `/api/orders/${id}/evidence/annex`, { reason: 'claim' })).json<{
    content: string
    code?: string
  }>()
const copy = async (id: string, keep: string) =>
  (await portal.ask('POST', `/api/orders/${id}/copy`, { keep })).json<{ draftId: string }>().draftId
const { insured = [], ...rest } = order

test('an order of staff has an intact trail with who placed it and what followed', async () => {
  const id = await place('trail-of-staff')
  const trail = await evidence(id)
  expect(trail?.broken).toBeNull()
  expect(trail?.entries.slice(0, 4)).toMatchObject([
    { kind: 'begun', detail: { channel: 'staff', actor: 'admin', productCode: '200207' } },
    { kind: 'filled', detail: { actor: 'admin' } },
    { kind: 'placed', detail: { actor: 'admin', order: id, consents: [] } },
    { kind: 'order', detail: { fact: 'placed', actor: 'admin' } },
  ])
})

test('the trail names the salesperson of its time', async () => {
  await db
    .updateTable('users')
    .set({ sells_as: '王小明', practice_no: '0123456789' })
    .where('username', '=', 'admin')
    .execute()
  const id = await place('trail-salesperson')
  await db
    .updateTable('users')
    .set({ sells_as: null, practice_no: null })
    .where('username', '=', 'admin')
    .execute()
  expect(await entry(id, 'begun')).toMatchObject({
    salesperson: { name: '王小明', practiceNo: '0123456789' },
  })
})

test('an order without a draft was sent by a client', async () => {
  const id = await place('trail-of-a-client')
  expect((await entry(id, 'filled'))?.filled).toEqual([
    { part: 'sale', how: 'sent' },
    { part: 'holder', how: 'sent' },
    { part: 'insured', from: 1, to: 2, how: 'sent' },
  ])
})

test('typed and listed people are told apart by place', async () => {
  const draftId = randomUUID()
  await save(draftId, { ...order, insured: [insured[0], { ...insured[1], source: 'list' }] })
  const id = await place(draftId)
  expect((await entry(id, 'filled'))?.filled).toEqual([
    { part: 'sale', how: 'typed' },
    { part: 'holder', how: 'typed' },
    { part: 'insured', from: 1, to: 1, how: 'typed' },
    { part: 'insured', from: 2, to: 2, how: 'list' },
  ])
})

test('a copied order is named with the user who placed it, and changed fields are told', async () => {
  const first = await place('trail-to-copy', order, other)
  const draftId = await copy(first, 'people')
  const changed = { ...LI_LEI, mobile: '13900139001' }
  const id = await place(draftId, { ...rest, holder: changed, insured, secondCover: 'confirmed' })
  expect(await entry(id, 'filled')).toMatchObject({
    actor: 'admin',
    copied: { order: first, by: 'trail-first' },
    filled: [
      { part: 'sale', how: 'changed' },
      { part: 'holder', how: 'changed' },
      { part: 'insured', from: 1, to: 2, how: 'copied' },
    ],
  })
})

test('copied dates say nothing about the people', async () => {
  const draftId = await copy(await place('trail-dates'), 'dates')
  const id = await place(draftId)
  expect((await entry(id, 'filled'))?.filled).toEqual([
    { part: 'sale', how: 'copied' },
    { part: 'holder', how: 'typed' },
    { part: 'insured', from: 1, to: 2, how: 'typed' },
  ])
})

test('the parts of a split sale take their people from its one draft', async () => {
  const draftId = randomUUID()
  const people = Array.from({ length: 2 }, (_, place) => ({ ...insured[place], source: 'list' }))
  await save(draftId, { ...order, insured: people })
  const id = await place(`batch-${draftId}.0.0`, { ...rest, insured: insured.slice(1) })
  expect((await entry(id, 'filled'))?.filled?.at(-1)).toEqual({
    part: 'insured',
    from: 1,
    to: 1,
    how: 'list',
  })
})

test('the trail holds no value that was typed', async () => {
  const id = await place('trail-values')
  const words = JSON.stringify((await evidence(id))?.entries)
  for (const value of [LI_LEI.name, LI_LEI.cardNo, STRASSE.name]) expect(words).not.toContain(value)
})

test('the annex holds application, price and fields, and its hash stands in the trail', async () => {
  const id = await place('trail-annex', { ...order, note: '只给员工看' })
  const { content } = await annexOf(id)
  expect((await entry(id, 'placed'))?.annex).toBe(createHash('sha256').update(content).digest('hex'))
  expect(JSON.parse(content)).toMatchObject({
    order: { id },
    application: { holder: { cardNo: LI_LEI.cardNo } },
    offer: { productCode: '200207', price: {} },
    filledBy: { planCode: 'sent', 'insured.1.cardNo': 'sent' },
    seller: { user: { username: 'admin' } },
    channel: 'staff',
    link: null,
  })
  expect(content).not.toContain('只给员工看')
})

test('an order of a partner’s server has a trail and an annex that name the partner', async () => {
  const partner = await testPartner(portal)
  const { productCode: product, planCode: plan, startDate = '', endDate = '', holder } = order
  const sale = { reference: 'TOUR-9', product, plan, startDate, endDate, holder, insured }
  const sent = await partner.ask('POST', '/orders', sale, { 'idempotency-key': 'partner-trail' })
  const { id } = sent.json<{ id: string }>()
  const who = { actor: `partner:${partner.id}`, partner: { id: partner.id, name: '湖畔旅行' } }
  expect((await evidence(id))?.entries.slice(0, 4)).toMatchObject([
    { kind: 'begun', detail: { channel: 'partner', ...who } },
    { kind: 'filled', detail: { ...who, filled: [{ how: 'sent' }, { how: 'sent' }, { how: 'sent' }] } },
    { kind: 'placed', detail: { ...who, order: id, consents: [] } },
    { kind: 'order', detail: { fact: 'placed', actor: who.actor } },
  ])
  expect(JSON.parse((await annexOf(id)).content)).toMatchObject({
    application: { holder: { cardNo: LI_LEI.cardNo } },
    seller: { salesperson: null },
    partner: { id: partner.id, licensed: true, reference: 'TOUR-9', page: null },
    channel: 'partner',
  })
})

test('a repeated request adds no second trail', async () => {
  const id = await place('trail-twice')
  expect(await place('trail-twice')).toBe(id)
  expect((await evidence(id))?.entries.filter(({ kind }) => kind === 'placed')).toHaveLength(1)
})

test('erasing the people deletes the annex and keeps the chain', async () => {
  const id = await place('trail-erased')
  await until(
    async () => {
      await db.updateTable('orders').set({ status: 'failed' }).where('id', '=', id).execute()
      return portal.ask('POST', `/api/orders/${id}/erase`, {})
    },
    ({ statusCode }) => statusCode === 200,
  )
  expect((await annexOf(id)).code).toBe('annex-erased')
  expect((await evidence(id))?.broken).toBeNull()
})
