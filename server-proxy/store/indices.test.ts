import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from '../testing/database.ts'

/** Tables that are neither read nor erased by their order. Orders are never deleted. */
const NEVER_BY_ORDER = [
  'drafts.copied_from',
  'notice_events.order_id',
  'partner_events.order_id',
  'signed_payments.order_id',
]

test('every table that is read by its order or comparison has an index for that', async () => {
  const { db, close } = await testDatabase()
  const { rows } = await sql<{ reference: string }>`
    select concat_ws('.', conrelid::regclass, attname) as reference
    from pg_constraint
    join pg_attribute on attrelid = conrelid and attnum = conkey[1]
    where contype = 'f' and confrelid in ('orders'::regclass, 'comparisons'::regclass)
    and not exists (
      select 1 from pg_index
      where indrelid = conrelid and indkey[0] = conkey[1]
      and (indpred is null or pg_get_expr(indpred, indrelid) = format('(%I IS NOT NULL)', attname))
    )
    order by reference`.execute(db)
  await close()
  expect(rows.map(({ reference }) => reference)).toEqual(NEVER_BY_ORDER)
})
