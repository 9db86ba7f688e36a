import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../testing/database.ts'
import { audit as write, type AuditEntry, type AuditKey, verifyAudit } from './audit.ts'
import { openVault, type Vault } from './vault/vault.ts'

const DATA_KEY = `k1:${randomBytes(32).toString('base64')}`
let database: TestDatabase
let vault: Vault
beforeAll(async () => {
  database = await testDatabase()
  vault = await openVault(database.db, DATA_KEY)
})
afterAll(() => database.close())
const audit = (db: TestDatabase['db'], entry: AuditEntry) => write(vault, db, entry)
const verify = (noted?: string, key: AuditKey = vault) => verifyAudit(key, database.db, noted)

/** Changes rows as someone with the database's own password could. */
async function tamper(statement: string): Promise<void> {
  await sql.raw('alter table audit_log disable trigger all').execute(database.db)
  await sql.raw(statement).execute(database.db)
  await sql.raw('alter table audit_log enable trigger all').execute(database.db)
}

test('parallel writers make one chain without a gap, and a rolled back act leaves no entry', async () => {
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
  expect(await verify()).toMatchObject({ count: 40, broken: null })
})

test('the portal itself can neither change nor remove entries', async () => {
  for (const statement of [`update audit_log set actor = 'x'`, 'delete from audit_log', 'truncate audit_log'])
    await expect(sql.raw(statement).execute(database.db), statement).rejects.toThrow('only grows')
})

test('names the first invalid entry for every kind of tampering', async () => {
  const { db } = database
  const { head } = await verify()
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
    expect(await verify(), change).toMatchObject({ count: 6, broken: 7 })
    await tamper('truncate audit_log; insert into audit_log select * from kept')
  }
  // A log cut at its end is shorter than its signed length, even if that length is tampered with.
  const cut = 'delete from audit_log where n > 30'
  for (const change of [cut, `${cut}; update audit_head set n = 30`, `${cut}; delete from audit_head`]) {
    await sql.raw('create table kept_head as select * from audit_head').execute(db)
    await tamper(change)
    expect((await verify()).broken, change).toBe(change.includes('update') ? 30 : 31)
    // Entries written afterwards do not hide the gap.
    for (let n = 0; n < 12; n++) await audit(db, { actor: 'later', act: 'sign-in' })
    expect((await verify()).broken, change).not.toBeNull()
    await tamper(`truncate audit_log, audit_head; insert into audit_log select * from kept;
      insert into audit_head select * from kept_head; drop table kept_head`)
  }
  expect(await verify(head)).toMatchObject({ count: 40, broken: null })
})

test('detects a chain rewritten from its start without the key', async () => {
  const { db } = database
  await sql.raw('create table genuine as select * from audit_log').execute(db)
  await rewriteWithoutKey()
  expect(await verify()).toMatchObject({ count: 0, broken: 1 })
  // Entries from before the key verify as before, up to the first keyed one.
  const then = Date.now()
  const before = { index: vault.index, auditKeyedSince: then }
  await tamper('delete from audit_head')
  expect(await verify(undefined, before)).toMatchObject({ count: 40, broken: null })
  await write(before, db, { actor: 'x', act: 'sign-in' })
  expect(await verify(undefined, before)).toMatchObject({ count: 41, broken: null })
  await tamper(`update audit_log set at = at + interval '2 hours' where n = 3`)
  expect(await verify(undefined, before)).toMatchObject({ count: 2, broken: 3 })
  await tamper('delete from audit_log where n > 40')
  await rewriteWithoutKey()
  expect((await verify(undefined, { ...before, auditKeyedSince: then - 3 * 3_600_000 })).broken).toBe(1)
})

test('an old vault records once since when the log is keyed', async () => {
  const { db } = database
  const { key_sealed: fresh } = await db
    .selectFrom('vault_keys')
    .select('key_sealed')
    .executeTakeFirstOrThrow()
  const place = { table: 'vault_keys', column: 'key_sealed', row: 'index' }
  const [key = ''] = vault.open(place, fresh).split(':')
  await db
    .updateTable('vault_keys')
    .set({ key_sealed: vault.seal(place, key) })
    .execute()
  const opened = await Promise.all([openVault(db, DATA_KEY), openVault(db, DATA_KEY)])
  const [since] = opened.map(({ auditKeyedSince }) => auditKeyedSince)
  expect(since).toBeGreaterThan(Date.now() - 60_000)
  expect((await openVault(db, DATA_KEY)).auditKeyedSince).toBe(since)
  expect(opened[1]?.auditKeyedSince).toBe(since)
  expect(opened[1]?.index('mobile', 'x')).toEqual(vault.index('mobile', 'x'))
})

test('two processes make one chain and lose no entry, alone and in acts, committed and rolled back', async () => {
  const other = await testDatabase()
  const [mine, theirs] = [await openVault(other.db, DATA_KEY), await openVault(other.db, DATA_KEY)]
  const inAct = (key: AuditKey, n: number) =>
    other.db.transaction().execute(async (act) => {
      await write(key, act, { actor: n % 3 ? 'done' : 'undone', act: 'staff-added' })
      if (n % 3 === 0) throw new Error('undone')
    })
  const all = Array.from({ length: 48 }, (_, n) => {
    const key = n % 2 ? mine : theirs
    return n % 4 < 2 ? write(key, other.db, { actor: 'done', act: 'sign-in' }) : inAct(key, n)
  })
  const done = (await Promise.allSettled(all)).filter(({ status }) => status === 'fulfilled').length
  const rows = await other.db.selectFrom('audit_log').select('actor').execute()
  expect(rows.map(({ actor }) => actor)).toEqual(Array.from({ length: done }, () => 'done'))
  for (const key of [mine, theirs])
    expect(await verifyAudit(key, other.db)).toMatchObject({ count: done, broken: null })
  await other.close()
})

/** Recomputes every hash over altered entries, as anyone with this code could. */
async function rewriteWithoutKey(): Promise<void> {
  const rows = await database.db.selectFrom('audit_log').selectAll().orderBy('n').execute()
  let previous: Buffer = Buffer.alloc(32)
  for (const row of rows) {
    const said = [
      row.n,
      row.at.toISOString(),
      'forged',
      row.act,
      row.subject_kind,
      row.subject_id,
      row.detail,
    ]
    const hash = createHash('sha256').update(previous).update(JSON.stringify(said)).digest()
    await tamper(`update audit_log set actor = 'forged', previous = '\\x${previous.toString('hex')}',
      hash = '\\x${hash.toString('hex')}' where n = ${row.n}`)
    previous = hash
  }
}
