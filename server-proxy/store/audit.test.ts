import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../testing/database.ts'
import { audit, verifyAudit } from './audit.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

/** As somebody with the database's own password could. */
async function tamper(statement: string): Promise<void> {
  await sql.raw('alter table audit_log disable trigger all').execute(database.db)
  await sql.raw(statement).execute(database.db)
  await sql.raw('alter table audit_log enable trigger all').execute(database.db)
}

test('writers at once make one chain without a gap, and an act that is undone leaves nothing', async () => {
  const { db } = database
  const undone = db.transaction().execute(async (transaction) => {
    await audit(transaction, { actor: 'undone', act: 'staff-added' })
    throw new Error('the act failed')
  })
  await expect(undone).rejects.toThrow('the act failed')
  await Promise.all(
    Array.from({ length: 40 }, (_, n) =>
      audit(db, {
        actor: `user-${n}`,
        act: 'product-changed',
        subject: { kind: 'product', id: `200${n}` },
        detail: { rules: ['最短天数'], before: n, '2': null, '1': true },
      }),
    ),
  )
  const rows = await db.selectFrom('audit_log').select(['n', 'actor']).orderBy('n').execute()
  expect(rows.map(({ n }) => n)).toEqual(Array.from({ length: 40 }, (_, n) => n + 1))
  expect(rows.map(({ actor }) => actor)).not.toContain('undone')
  expect(await verifyAudit(db)).toMatchObject({ count: 40, broken: null })
})

test('entries can be neither changed nor removed by the portal itself', async () => {
  for (const statement of [`update audit_log set actor = 'x'`, 'delete from audit_log', 'truncate audit_log'])
    await expect(sql.raw(statement).execute(database.db), statement).rejects.toThrow('only grows')
})

test('every kind of tampering names the first entry that does not hold', async () => {
  const { db } = database
  const { head } = await verifyAudit(db)
  await sql.raw('create table kept as select * from audit_log').execute(db)
  for (const change of [
    `update audit_log set actor = 'somebody' where n = 7`,
    `update audit_log set at = at + interval '1 ms' where n = 7`,
    `update audit_log set subject_id = null where n = 7`,
    `update audit_log set detail = '{}' where n = 7`,
    'delete from audit_log where n = 7',
    'update audit_log set n = -n where n in (7, 8); update audit_log set n = 15 + n where n < 0',
  ]) {
    await tamper(change)
    expect(await verifyAudit(db), change).toMatchObject({ count: 6, broken: 7 })
    await tamper('truncate audit_log; insert into audit_log select * from kept')
  }
  await tamper('delete from audit_log where n > 30')
  // Cut off at the end, the rest is whole: a head noted earlier shows it, also when others were written since.
  expect((await verifyAudit(db)).broken).toBeNull()
  expect((await verifyAudit(db, head)).broken).toBe(31)
  for (let n = 0; n < 12; n++) await audit(db, { actor: 'x', act: 'sign-in' })
  expect((await verifyAudit(db)).broken).toBeNull()
  expect((await verifyAudit(db, head)).broken).toBe(40)
})
