import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PlacedOrder } from '#contract/place-order.ts'
import { type TestPortal, testPortal } from '../../testing/portal.ts'
import { payAsCustomer, preparedOrder, until } from '../../testing/sale.ts'
import { countByKey, resealOld } from './reseal.ts'
import { SEALED_COLUMNS } from './sealed-places.ts'
import { openVault } from './vault.ts'

const key = (id: string) => `${id}:${randomBytes(32).toString('base64')}`
const OLD = key('k1')
const NEW = key('k2')
/** Sealed columns that the sale below fills. */
const TRIED = 10

let portal: TestPortal
beforeAll(async () => {
  portal = await testPortal({ dataKey: OLD })
})
afterAll(() => portal.close())

test('every sealed column of the database is listed for re-encryption', async () => {
  const { rows } = await sql<{ name: string }>`
    select table_name || '.' || column_name as name from information_schema.columns
    where table_schema = 'public' and data_type = 'bytea' and column_name like '%\\_sealed' order by 1`.execute(
    portal.deps.db,
  )
  expect(SEALED_COLUMNS.map(({ table, column }) => `${table}.${column}`).toSorted()).toEqual(
    rows.map(({ name }) => name),
  )
})

test('old values stay readable under a new key, are re-encrypted in batches, and then do not need the old key', async () => {
  const { db } = portal.deps
  const order = await preparedOrder(portal)
  await portal.ask('PUT', `/api/drafts/${uuidv7()}`, { content: { title: 'x' } })
  await portal.ask('POST', '/api/payment-keys', {})
  const placed = await portal.ask('POST', '/api/orders', order, { 'idempotency-key': uuidv7() })
  const { id, cashierUrl } = placed.json<PlacedOrder>()
  await payAsCustomer(cashierUrl ?? '')
  await until(
    async () => (await portal.ask('GET', `/api/orders/${id}`)).json<{ status: string }>(),
    ({ status }) => status === 'issued',
  )

  await portal.ask('POST', `/api/orders/${id}/own-link`, {})

  // This portal knows only the old key: it must not write during the re-encryption.
  await portal.deps.jobs.stop()
  const both = await openVault(db, `${NEW},${OLD}`)
  const before = (await countByKey(db, both)).get('k1') ?? 0
  expect(before).toBeGreaterThanOrEqual(TRIED)
  expect((await countByKey(db, both)).get('k2')).toBe(0)
  expect(await resealOld(db, both, 0)).toEqual({ resealed: 0, more: true })
  const done = await Promise.all([resealOld(db, both), resealOld(db, both)])
  expect(done.map(({ more }) => more)).toEqual([false, false])
  expect(await countByKey(db, both)).toEqual(
    new Map([
      ['k2', before],
      ['k1', 0],
    ]),
  )

  const alone = await openVault(db, NEW)
  expect(alone.index('mobile', '1')).toEqual(both.index('mobile', '1'))
  let tried = 0
  for (const { table, column, place, row } of SEALED_COLUMNS) {
    const { rows } = await sql<{ row: string; sealed: Buffer }>`
      select ${sql.ref(row)}::text as row, ${sql.ref(column)} as sealed from ${sql.table(table)}
      where ${sql.ref(column)} is not null`.execute(db)
    if (rows.length > 0) tried++
    for (const one of rows)
      expect(alone.open({ table, column: place, row: one.row }, one.sealed)).toBeTruthy()
  }
  expect(tried).toBeGreaterThanOrEqual(TRIED)
})
