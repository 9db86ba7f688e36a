import { randomUUID } from 'node:crypto'
import { type CompiledQuery, Kysely, PostgresDialect, sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Database } from '../store/schema.ts'
import { issuedWithPeople } from '../testing/personal.ts'
import { type TestPortal, testPortal } from '../testing/portal.ts'
import { erasePeople, lockToErase } from './erase-order.ts'
import { removePeople } from './remove-people.ts'
import { deleteSealed } from './seal-order.ts'

let portal: TestPortal
beforeAll(async () => {
  portal = await testPortal()
})
afterAll(() => portal.close())

/** Every query that removes the people of an order which came from a link, a draft and a batch. */
async function queriesOfErase(): Promise<CompiledQuery[]> {
  const draft = randomUUID()
  const id = await issuedWithPeople(portal, draft)
  await portal.deps.pool.query(
    `with made as (
       insert into links (id, kind, token_hash, token_sealed, member_id, product_code, uses, created_by)
       select gen_random_uuid(), 'link', '\\x01', '\\x01', member_id, product_code, 1, created_by
       from orders where id = $1 returning id, member_id, product_code, created_by)
     insert into purchases (id, token_hash, link_id, channel, member_id, product_code, created_by, step,
       draft_sealed, order_id)
     select gen_random_uuid(), '\\x02', id, 'link', member_id, product_code, created_by, 'form', '\\x01', $1 from made`,
    [id],
  )
  const queries: CompiledQuery[] = []
  const db = new Kysely<Database>({
    dialect: new PostgresDialect({ pool: portal.deps.pool }),
    log: ({ level, query }) => void (level === 'query' && queries.push(query)),
  })
  await db.transaction().execute(async (transaction) => {
    const row = await lockToErase(transaction, id)
    const actor = 'system'
    const asOf = Date.now() + 3_650 * 86_400_000
    expect(await erasePeople(portal.deps, transaction, row, { actor, asOf, until: '2031-01-03' })).toBeNull()
    expect(await deleteSealed(transaction, id, { actor, now: asOf })).toBe(true)
    // A second one as a part of a batch.
    const idempotency_key = `batch-${randomUUID()}.0`
    await removePeople(transaction, { ...row, idempotency_key }, Date.now())
  })
  return queries.filter(({ sql: text }) => /^(select|update|delete)/.test(text))
}

test('sealing, erasing and deleting a sealed order find every row by an index', async () => {
  const queries = await queriesOfErase()
  const text = queries.map((query) => query.sql).join('\n')
  for (const column of ['order_id', 'batch_id', 'link_id', 'user_id'])
    expect(text).toMatch(new RegExp(`delete from "drafts" where .*"${column}"`))
  const scans: string[] = []
  await portal.deps.db.transaction().execute(async (transaction) => {
    // Without rows a scan is the cheapest plan; with this it is chosen only where no index serves.
    await sql`set local enable_seqscan = off`.execute(transaction)
    for (const query of queries) {
      const { rows } = await transaction.executeQuery<{ 'QUERY PLAN': string }>({
        ...query,
        sql: `explain ${query.sql}`,
      })
      const plan = rows.map((row) => row['QUERY PLAN']).join('\n')
      if (plan.includes('Seq Scan')) scans.push(`${query.sql}\n${plan}`)
    }
  })
  expect(scans).toEqual([])
})

test('every reference to a row that erasing deletes has an index', async () => {
  const { rows } = await portal.deps.pool.query<{ reference: string }>(`
    select conrelid::regclass || '.' || attname as reference
    from pg_constraint
    join pg_attribute on attrelid = conrelid and attnum = conkey[1]
    where contype = 'f'
      and confrelid in ('drafts'::regclass, 'purchases'::regclass, 'notifications'::regclass,
        'order_people'::regclass, 'sealed_orders'::regclass, 'invoice_files'::regclass, 'own_links'::regclass, 'file_tickets'::regclass)
      and not exists (select from pg_index where indrelid = conrelid and indkey[0] = conkey[1])`)
  expect(rows.map(({ reference }) => reference)).toEqual([])
})
