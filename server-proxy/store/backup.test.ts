import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  copyFileSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OrderList } from '#contract/orders.ts'
import { type TestPortal, testPortal } from '../testing/portal.ts'
import { LI_LEI } from '../testing/people.ts'
import { preparedOrder, until } from '../testing/sale.ts'
import { command as commandIn } from '../testing/command.ts'
import { databaseUrl, testDatabase, type TestDatabase } from '../testing/database.ts'
import { portalDataKey } from './vault/data-key.ts'
import { openDatabase } from './database.ts'
import { startEmbeddedPostgres } from './postgres/embedded-postgres.ts'
import { migrate } from './migrate.ts'
import { openVault } from './vault/vault.ts'

const KEY = `k1:${randomBytes(32).toString('base64')}`
const folder = mkdtempSync(join(tmpdir(), 'backup-'))
chmodSync(folder, 0o755)
const file = join(folder, 'portal.backup')

/** Tables that are compared by their sums only. */
const SUMMED: Record<string, string> = {
  order_days: `(select day, created_by, product_code, status, sum(orders), sum(amount) from order_days
    group by 1, 2, 3, 4 having sum(orders) <> 0)`,
  order_day_parties: `(select kind, party, day, created_by, status, sum(orders), sum(amount) from order_day_parties
    group by 1, 2, 3, 4, 5 having sum(orders) <> 0)`,
}

let portal: TestPortal
let other: TestDatabase
beforeAll(async () => {
  portal = await testPortal({ dataKey: KEY })
  other = await testDatabase()
})
afterAll(async () => {
  await portal.close()
  await other.close()
  rmSync(folder, { recursive: true, force: true })
})

const command = (name: string, args: string[], settings: Record<string, string>) =>
  commandIn(name, args, settings, folder)

test('a backup made beside a running portal restores every row, job and sequence, with personal data sealed', async () => {
  const order = await preparedOrder(portal)
  const headers = { 'idempotency-key': 'kept' }
  const placed = (await portal.ask('POST', '/api/orders', order, headers)).json<{ id: string }>()
  await portal.deps.jobs.enqueue('send-payment', {
    key: 'later',
    data: { orderId: placed.id },
    afterSeconds: 3_600,
  })
  const from = { DATABASE_URL: databaseUrl(portal.databaseConfig), DATA_KEY: KEY, DATA_DIR: folder }
  const into = { ...from, DATABASE_URL: databaseUrl(other.config) }

  expect(await command('backup', [file], from)).toMatchObject({ code: 0 })
  const bytes = gunzipSync(readFileSync(file)).toString()
  expect(bytes).toContain(placed.id)
  expect(bytes).not.toContain(LI_LEI.cardNo)
  expect(bytes).not.toContain(KEY.split(':')[1])

  expect(await command('restore', [file], into)).toMatchObject({ code: 0 })
  const count = async (pool: pg.Pool) => {
    const { rows } = await pool.query<{ name: string }>(
      `select relname as name from pg_class where relkind = 'r' and relpersistence = 'p' and relnamespace = 'public'::regnamespace order by 1`,
    )
    const counts: Record<string, unknown> = {}
    for (const { name } of rows)
      counts[name] = (
        await pool.query(
          `select count(*), md5(string_agg(t::text, '|' order by t::text)) from ${SUMMED[name] ?? `"${name}"`} t`,
        )
      ).rows[0]
    // The running portal notes each minute in `watched`.
    return { ...counts, kysely_migration: null, backups: null, watched: null }
  }
  expect(await count(other.pool)).toEqual(await count(portal.deps.pool))
  const jobs = await other.pool.query<{ key: string }>(
    `select singleton_key as key from pgboss.job where name = 'send-payment' and state = 'created'`,
  )
  expect(jobs.rows).toEqual([{ key: 'later' }])
  // Sequences continue.
  const event = await other.db
    .insertInto('order_events')
    .values({
      order_id: placed.id,
      kind: 'x',
      actor: 'x',
      status: null,
      platform_code: null,
      platform_message: null,
      note: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  expect(event.id).toBeGreaterThan(1)

  const again = await command('restore', [file], into)
  expect(again).toMatchObject({ code: 1, said: expect.stringContaining('not empty') as string })
  const running = await command('restore', [file, '--replace'], from)
  expect(running).toMatchObject({ code: 1, said: expect.stringContaining('a portal runs') as string })
  expect((await portal.ask('GET', '/api/orders')).json<OrderList>().items).toHaveLength(1)
  expect(await command('restore', [file, '--replace'], into)).toMatchObject({ code: 0 })
})

test('an incomplete file changes nothing, and another data key is reported', async () => {
  const into = { DATABASE_URL: databaseUrl(other.config), DATA_KEY: KEY, DATA_DIR: folder }
  const cut = join(folder, 'cut.backup')
  writeFileSync(cut, readFileSync(file).subarray(0, -200))
  expect(await command('restore', [cut, '--replace'], into)).toMatchObject({
    code: 1,
    said: expect.stringContaining('incomplete') as string,
  })
  expect((await other.pool.query('select count(*) from orders')).rows).toEqual([{ count: 1 }])
  const wrong = await command('restore', [file, '--replace'], {
    ...into,
    DATA_KEY: `k1:${randomBytes(32).toString('base64')}`,
  })
  expect(wrong).toMatchObject({ code: 1, said: expect.stringContaining('data key') as string })
  expect(wrong.said).toContain('nothing was changed')
  expect((await other.pool.query('select count(*) from orders')).rows).toEqual([{ count: 1 }])
})

test('a restore that fails half-way leaves the old data', async () => {
  const into = { DATABASE_URL: databaseUrl(other.config), DATA_KEY: KEY, DATA_DIR: folder }
  const lines = gunzipSync(readFileSync(file)).toString().split('\n')
  const users = lines.findIndex((line) => line.startsWith('{"table":"users"'))
  // Complete, but a value of one row has another type.
  lines[users + 1] = (lines[users + 1] ?? '').replace(/^[^\t]+/, 'no-uuid')
  const altered = join(folder, 'altered.backup')
  writeFileSync(altered, gzipSync(lines.join('\n')))
  const failed = await command('restore', [altered, '--replace'], into)
  expect(failed).toMatchObject({ code: 1, said: expect.stringContaining('no-uuid') as string })
  expect((await other.pool.query('select count(*) from orders')).rows).toEqual([{ count: 1 }])
})

test('a restore blocked by another transaction gives up with a message', async () => {
  const into = { DATABASE_URL: databaseUrl(other.config), DATA_KEY: KEY, DATA_DIR: folder }
  const client = await other.pool.connect()
  await client.query('begin; lock table orders in access exclusive mode; lock table users in share mode')
  const held = await command('restore', [file, '--replace'], into)
  await client.query('rollback')
  client.release()
  expect(held.code).toBe(1)
  expect(held.said).toMatch(/another connection locks .* nothing was changed/)
})

const inTransaction = (database: string | undefined) =>
  other.pool
    .query<{ count: number }>(
      `select count(*) from pg_stat_activity where datname = $1 and backend_xmin is not null and pid <> pg_backend_pid()`,
      [database],
    )
    .then(({ rows }) => rows[0]?.count)

test.each([
  ['its folder does not exist', (at: string) => join(at, 'missing', 'b.gz')],
  ['it is a folder, not a file', (at: string) => at],
  ['the disk is full', (at: string) => join(at, 'full.gz')],
])('a backup that cannot be written says that %s, ends, and leaves nothing', async (why, fileIn) => {
  const at = mkdtempSync(join(folder, 'target-'))
  symlinkSync('/dev/full', join(at, 'full.gz.part'))
  const from = { DATABASE_URL: databaseUrl(portal.databaseConfig), DATA_KEY: KEY, DATA_DIR: folder }
  const failed = await command('backup', [fileIn(at)], from)
  expect(failed).toMatchObject({ code: 1, said: expect.stringContaining(why) as string })
  expect(failed.said.trim().split('\n')).toHaveLength(1)
  expect(readdirSync(at).filter((name) => why === 'the disk is full' || name !== 'full.gz.part')).toEqual([])
  // The running portal has short transactions of its own; one that the backup left open would stay.
  await until(
    () => inTransaction(portal.databaseConfig.database),
    (count) => count === 0,
  )
})

test('a backup refuses to replace a device', async () => {
  const at = mkdtempSync(join(folder, 'target-'))
  symlinkSync('/dev/null', join(at, 'null'))
  const from = { DATABASE_URL: databaseUrl(portal.databaseConfig), DATA_KEY: KEY, DATA_DIR: folder }
  const failed = await command('backup', [join(at, 'null')], from)
  expect(failed).toMatchObject({ code: 1, said: expect.stringContaining('it is a device') as string })
  expect(readlinkSync(join(at, 'null'))).toBe('/dev/null')
})

test.runIf(process.getuid?.() !== 0)('a backup reports a missing write permission', async () => {
  const from = { DATABASE_URL: databaseUrl(portal.databaseConfig), DATA_KEY: KEY, DATA_DIR: folder }
  expect(await command('backup', ['/b.gz'], from)).toMatchObject({
    code: 1,
    said: expect.stringContaining('no write permission there') as string,
  })
})

/** Names and number of migrations, which a read-only command must not change. */
const migrationsOf = async (pool: pg.Pool) =>
  (await pool.query('select name from kysely_migration order by 1')).rows

test.each(['doctor', 'verify-audit', 'data-keys'])('%s does not migrate', async (name) => {
  await other.pool.query(`delete from kysely_migration where name = '0027-dead-events'`)
  const before = await migrationsOf(other.pool)
  await command(name, [], {
    DATABASE_URL: databaseUrl(other.config),
    DATA_KEY: KEY,
    DATA_DIR: folder,
    AGB_GATEWAY: 'sandbox',
    SANDBOX_PORT: '9',
    PORT: '10',
  })
  expect(await migrationsOf(other.pool)).toEqual(before)
})

test('a command on a database of an older version says what to do', async () => {
  const older = await testDatabase()
  await older.pool.query('drop table audit_head cascade')
  const said = await command('verify-audit', [], {
    DATABASE_URL: databaseUrl(older.config),
    DATA_KEY: KEY,
    DATA_DIR: folder,
  })
  await older.close()
  expect(said.code).toBe(1)
  expect(said.said).toMatch(/start the portal first|another version/)
})

test('a command without a portal’s database says so and creates nothing', async () => {
  const at = mkdtempSync(join(folder, 'keyless-'))
  for (const name of ['verify-audit', 'data-keys']) {
    const { code, said } = await command(name, [], { DATA_DIR: at })
    expect([code, said]).toEqual([1, expect.stringContaining('is empty: are these the settings')])
  }
  expect(readdirSync(at)).toEqual([])
})

test('the embedded database goes through a file into another folder without a portal, and an empty one is no backup', async () => {
  const [from, into] = ['one', 'two'].map((name) => ({ DATA_DIR: join(folder, name) }))
  const embedded = join(folder, 'embedded.backup')
  expect(await command('backup', [embedded], from ?? {})).toMatchObject({
    code: 1,
    said: expect.stringContaining('is empty') as string,
  })
  // Does what a portal does at its first start.
  const made = await startEmbeddedPostgres(from?.DATA_DIR ?? '')
  const { db, close } = openDatabase(made.connection)
  await migrate(db)
  const kept = { dataKey: null, dataDir: from?.DATA_DIR ?? '' }
  await openVault(db, await portalDataKey(db, kept))
  await close()
  await made.stop()
  expect(await command('verify-audit', [], from ?? {})).toMatchObject({ code: 0 })
  expect(await command('backup', [embedded], from ?? {})).toMatchObject({
    code: 0,
    said: expect.stringContaining('data-key') as string,
  })
  const keyless = await command('restore', [embedded], into ?? {})
  expect(keyless).toMatchObject({ code: 1, said: expect.stringContaining('restore it first') as string })
  copyFileSync(join(folder, 'one', 'data-key'), join(folder, 'two', 'data-key'))
  expect(await command('restore', [embedded], into ?? {})).toMatchObject({
    code: 0,
    said: expect.stringContaining('rows of') as string,
  })

  // The key is lost, and no other one is created.
  rmSync(join(folder, 'one', 'data-key'))
  expect(await command('verify-audit', [], from ?? {})).toMatchObject({
    code: 1,
    said: expect.stringContaining('bring back your copy') as string,
  })
  const again = await startEmbeddedPostgres(from?.DATA_DIR ?? '')
  const opened = openDatabase(again.connection)
  await expect(portalDataKey(opened.db, kept)).rejects.toThrow(
    /data-key is gone.*bring back.*nothing was changed/,
  )
  await opened.close()
  await again.stop()
  expect(readdirSync(join(folder, 'one'))).not.toContain('data-key')
})

test('commands leave a database of a newer version alone, and can back it up', async () => {
  const there = { DATABASE_URL: databaseUrl(other.config), DATA_KEY: KEY, DATA_DIR: folder }
  await other.pool.query(`insert into kysely_migration values ('9999-later', now()::text)`)
  const before = await migrationsOf(other.pool)
  expect(await command('verify-audit', [], there)).toMatchObject({ code: 0 })
  expect(await migrationsOf(other.pool)).toEqual(before)
  expect(await command('backup', [join(folder, 'newer.backup')], there)).toMatchObject({ code: 0 })
})
