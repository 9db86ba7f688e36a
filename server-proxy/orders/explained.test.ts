import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Evidence } from '#contract/evidence.ts'
import type { Order } from '#contract/orders.ts'
import type { PlacedOrder, PlaceOrder } from '#contract/place-order.ts'
import { DEFAULT_RULES } from '#contract/products.ts'
import { DISCLOSURE } from '../testing/disclosure.ts'
import { testPortal } from '../testing/portal.ts'
import { payAsCustomer, preparedOrder, until } from '../testing/sale.ts'

const portal = await testPortal()
const order: PlaceOrder = await preparedOrder(portal)
const sale = { insurerName: '天安财产保险股份有限公司' }
await portal.ask('PUT', '/api/products/200207', { rules: DEFAULT_RULES, sale, noDocuments: true })
await portal.ask('PUT', '/api/disclosure', DISCLOSURE)

const place = (more: Partial<PlaceOrder>) =>
  portal.ask('POST', '/api/orders', { ...order, ...more }, { 'idempotency-key': randomUUID() })
const read = async (id: string) => (await portal.ask('GET', `/api/orders/${id}`)).json<Order>()
const CHOOSE = { code: 'invalid', fields: [{ field: 'explained', code: 'choose' }] }

test('the trail says how staff explained the insurance, with the documents and the disclosure in force', async () => {
  const { id } = (await place({ explained: 'phone' })).json<PlacedOrder>()
  const { trail } = (await portal.ask('GET', `/api/orders/${id}/evidence`)).json<Evidence>()
  expect(trail?.broken).toBeNull()
  const begun = trail?.entries.find(({ kind }) => kind === 'begun')?.detail
  const told = trail?.entries.filter(
    ({ kind, detail }) => kind === 'explained' || detail.fact === 'explained',
  )
  expect(told).toMatchObject([
    {
      kind: 'explained',
      detail: {
        actor: 'admin',
        explained: 'phone',
        documents: begun?.documents,
        disclosure: begun?.disclosure,
      },
    },
  ])
  expect(begun?.disclosure).toMatch(/^[0-9a-f]{64}$/)
  expect((await read(id)).timeline).toContainEqual(
    expect.objectContaining({ kind: 'explained', actor: 'admin', note: 'phone' }),
  )
})

test('against production staff place, split and change nothing before they say how they explained it', async () => {
  const placed = (await place({})).json<PlacedOrder>()
  await payAsCustomer(placed.cashierUrl ?? '')
  const issued = await until(
    () => read(placed.id),
    ({ status }) => status === 'issued',
  )
  const dates = { startDate: issued.startDate, endDate: issued.endDate }
  portal.deps.production = true
  try {
    expect((await place({})).json()).toMatchObject(CHOOSE)
    const batch = { draftId: randomUUID(), order: { ...order, secondCover: 'confirmed' } }
    expect((await portal.ask('POST', '/api/batches', batch)).json()).toMatchObject(CHOOSE)
    const change = await portal.ask('POST', `/api/orders/${placed.id}/change`, { kind: 'dates', ...dates })
    expect(change.json()).toMatchObject(CHOOSE)
    expect((await read(placed.id)).status).toBe('issued')
    expect((await place({ explained: 'in-person' })).statusCode).toBe(201)
  } finally {
    portal.deps.production = false
  }
})

test('staff name the distributor as policyholder only where it is', async () => {
  const refused = { code: 'invalid', fields: [{ field: 'explained', code: 'holder-not-distributor' }] }
  expect((await place({ explained: 'own' })).json()).toMatchObject(refused)
  const holder = order.holder && { ...order.holder, name: DISCLOSURE.name ?? '' }
  const insured = order.insured?.map((one) => ({ ...one, relation: 'other' as const }))
  const own = await place({ explained: 'own', holder, insured, confirmed: true })
  expect(own.statusCode, own.body).toBe(201)
})
