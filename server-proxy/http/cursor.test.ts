import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PlacedOrder } from '#contract/place-order.ts'
import { type TestPortal, testPortal } from '../testing/portal.ts'
import { testPartner, type TestPartner } from '../testing/partner.ts'
import { preparedOrder } from '../testing/sale.ts'
import { signCursor } from './cursor.ts'

let portal: TestPortal
let partner: TestPartner
beforeAll(async () => {
  portal = await testPortal()
  const body = await preparedOrder(portal)
  for (let n = 0; n < 3; n++) {
    const placed = await portal.ask('POST', '/api/orders', body, { 'idempotency-key': randomUUID() })
    expect(placed.json<PlacedOrder>().status).toBe('unpaid')
  }
  partner = await testPartner(portal)
})
afterAll(() => portal.close())

/** All list routes whose query has this field. */
function listsWith(field: string): string[] {
  return portal.routes
    .filter(({ method, schema }) => method === 'GET' && fieldsOf(schema['querystring']).includes(field))
    .map(({ url }) => url.replace(':id', partner.id))
}

const PARTNER_API = '/api/partner/v1'
/** Asks the Partner API as a partner and everything else as staff. */
const get = (path: string) =>
  path.startsWith(PARTNER_API) ? partner.ask('GET', path.slice(PARTNER_API.length)) : portal.ask('GET', path)

function fieldsOf(query: unknown): string[] {
  const shape = (query as { def?: { shape?: object } } | undefined)?.def?.shape
  return Object.keys(shape ?? {})
}

const tampered = () => [
  'x',
  '0',
  '',
  randomUUID(),
  `2026-02-31~${randomUUID()}`,
  `0000-01-01~${randomUUID()}`,
  `99999999999999999999~${randomUUID()}`,
  `msg_${'0'.repeat(32)}`,
  `${Buffer.from(randomUUID()).toString('base64url')}.AAAAAAAAAAAAAAAAAAAAAA`,
  signCursor(portal.deps, 'another list', randomUUID()),
]

test('every list answers 400 to a cursor that it did not create', async () => {
  // Totals take the list’s query and have no pages.
  const lists = listsWith('cursor').filter((url) => !url.endsWith('/totals'))
  expect(lists.length).toBeGreaterThanOrEqual(8)
  for (const list of lists)
    for (const cursor of tampered())
      for (const sort of ['', '&sort=start', '&sort=amount']) {
        if (sort && !list.startsWith('/api/orders')) continue
        const answer = await get(`${list}?cursor=${encodeURIComponent(cursor)}${sort}`)
        expect(answer.statusCode, `${list} ${cursor} ${sort}`).toBe(400)
        expect(answer.json<object>()).toMatchObject({ fields: [{ field: 'cursor' }] })
      }
})

test('refuses a cursor of another sort order', async () => {
  const { nextCursor } = (await portal.ask('GET', '/api/orders?limit=1&sort=start')).json<{
    nextCursor: string
  }>()
  const ask = (sort: string) =>
    portal.ask('GET', `/api/orders?limit=1&sort=${sort}&cursor=${encodeURIComponent(nextCursor)}`)
  expect((await ask('start')).statusCode).toBe(200)
  for (const sort of ['amount', 'created']) expect((await ask(sort)).statusCode).toBe(400)
})

test('every list answers 400 to a day that does not exist', async () => {
  const lists = listsWith('from')
  expect(lists.length).toBeGreaterThanOrEqual(5)
  for (const list of lists)
    for (const day of ['0000', '0000-01-01', '2026-02-31', '2026-13-01', '-001-01-01'])
      for (const name of ['from', 'to']) {
        const other = name === 'from' ? 'to' : 'from'
        const answer = await portal.ask('GET', `${list}?${name}=${day}&${other}=2026-01-01`)
        expect(answer.statusCode, `${list} ${name}=${day}`).toBe(400)
      }
})

test('audits every page of an export with its number of rows', async () => {
  const entries = async () =>
    (await portal.ask('GET', '/api/audit?act=orders-exported')).json<{ items: { detail: object }[] }>().items
  const one = await portal.deps.db.selectFrom('orders').select('id').orderBy('id').execute()
  const cursor = signCursor(portal.deps, 'orders created', `${one.at(-1)?.id}~`)
  await portal.ask('GET', '/api/orders/export')
  await portal.ask('GET', `/api/orders/export?status=unpaid&cursor=${encodeURIComponent(cursor)}`)
  expect((await entries()).map(({ detail }) => detail)).toEqual([
    { filters: ['status', 'cursor'], rows: 2 },
    { filters: [], rows: 3 },
  ])
})
