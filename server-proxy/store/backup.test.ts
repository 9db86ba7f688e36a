import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OrderList } from '../../src/contract/orders.ts'
import { type TestPortal, testPortal } from '../testing/portal.ts'
import { LI_LEI, preparedOrder } from '../testing/sale.ts'
import { databaseUrl, testDatabase, type TestDatabase } from '../testing/database.ts'

const COMMANDS = join(import.meta.dirname, '..', 'commands')
const KEY = `k1:${randomBytes(32).toString('base64')}`
const folder = mkdtempSync(join(tmpdir(), 'backup-'))
chmodSync(folder, 0o755)
const file = join(folder, 'portal.backup')

/** Tables of which only the sums have to come back. */
const SUMMED: Record<string, string> = {
  order_days: `(select day, created_by, product_code, status, sum(orders), sum(amount) from order_days
    group by 1, 2, 3, 4 having sum(orders) <> 0)`,
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

/** A command of the portal as a process; `{code, said}`. */
function command(name: string, args: string[], settings: Record<string, string>) {
  return new Promise<{ code: number; said: string }>((resolve) => {
    execFile(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', join(COMMANDS, `${name}.ts`), ...args],
      { cwd: folder, env: { PATH: process.env['PATH'] ?? '', ...settings } },
      (error, out, complaint) =>
        resolve({ code: error ? Number(error.code ?? 1) : 0, said: out + complaint }),
    )
  })
}

test('a backup made beside a running portal restores every row, job and number; personal data stays sealed in it', async () => {
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
      `select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by 1`,
    )
    const counts: Record<string, unknown> = {}
    for (const { name } of rows)
      counts[name] = (
        await pool.query(
          `select count(*), md5(string_agg(t::text, '|' order by t::text)) from ${SUMMED[name] ?? `"${name}"`} t`,
        )
      ).rows[0]
    return { ...counts, kysely_migration: null }
  }
  expect(await count(other.pool)).toEqual(await count(portal.deps.pool))
  const jobs = await other.pool.query<{ key: string }>(
    `select singleton_key as key from pgboss.job where name = 'send-payment' and state = 'created'`,
  )
  expect(jobs.rows).toEqual([{ key: 'later' }])
  // Numbers that the database gives go on.
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

test('a file that is not whole changes nothing, another data key is told', async () => {
  const into = { DATABASE_URL: databaseUrl(other.config), DATA_KEY: KEY, DATA_DIR: folder }
  const cut = join(folder, 'cut.backup')
  writeFileSync(cut, readFileSync(file).subarray(0, -200))
  expect(await command('restore', [cut, '--replace'], into)).toMatchObject({
    code: 1,
    said: expect.stringContaining('not whole') as string,
  })
  expect((await other.pool.query('select count(*) from orders')).rows).toEqual([{ count: 1 }])
  const wrong = await command('restore', [file, '--replace'], {
    ...into,
    DATA_KEY: `k1:${randomBytes(32).toString('base64')}`,
  })
  expect(wrong).toMatchObject({ code: 1, said: expect.stringContaining('data key') as string })
})

test('the embedded database goes into a file and into another folder, without a portal; nothing is no backup', async () => {
  const [from, into] = ['one', 'two'].map((name) => ({ DATA_DIR: join(folder, name) }))
  const embedded = join(folder, 'embedded.backup')
  expect(await command('backup', [embedded], from ?? {})).toMatchObject({
    code: 1,
    said: expect.stringContaining('is empty') as string,
  })
  expect(await command('verify-audit', [], from ?? {})).toMatchObject({ code: 0 })
  expect(await command('backup', [embedded], from ?? {})).toMatchObject({
    code: 0,
    said: expect.stringContaining('data-key') as string,
  })
  expect(await command('restore', [embedded], into ?? {})).toMatchObject({
    said: expect.stringContaining('rows of') as string,
  })
})

test('a database of a newer version is told and left alone, and can still be backed up', async () => {
  const there = { DATABASE_URL: databaseUrl(other.config), DATA_KEY: KEY, DATA_DIR: folder }
  await other.pool.query(`insert into kysely_migration values ('9999-later', now()::text)`)
  expect(await command('verify-audit', [], there)).toMatchObject({
    code: 1,
    said: expect.stringContaining('newer version') as string,
  })
  expect(await command('backup', [join(folder, 'newer.backup')], there)).toMatchObject({ code: 0 })
})
