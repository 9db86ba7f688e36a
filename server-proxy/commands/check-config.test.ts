import { randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parseDatabaseUrl } from '../store/postgres/database-address.ts'
import { openVault } from '../store/vault/vault.ts'
import { command } from '../testing/command.ts'
import { databaseUrl, testDatabase, type TestDatabase } from '../testing/database.ts'

const key = (id: string) => `${id}:${randomBytes(32).toString('base64')}`
const KEY = key('k1')
const folder = mkdtempSync(join(tmpdir(), 'check-config-'))
let database: TestDatabase
let settings: Record<string, string>
beforeAll(async () => {
  database = await testDatabase()
  await openVault(database.db, KEY)
  settings = { DATABASE_URL: databaseUrl(database.config), DATA_KEY: KEY }
})
afterAll(async () => {
  await database.close()
  rmSync(folder, { recursive: true })
})

const checkConfig = (more: Record<string, string> = {}) =>
  command('check-config', [], { ...settings, ...more }, folder)

test('finds no fault in settings that work', async () => {
  const { code, said } = await checkConfig()
  expect(code, said).toBe(0)
  expect(said).toContain('is up to date')
  expect(said).toContain('opens what this database sealed')
})

test('creates nothing where no portal has started', async () => {
  const { code, said } = await command('check-config', [], {}, folder)
  expect(code, said).toBe(0)
  expect(said).toContain('the first start makes it')
  expect(readdirSync(folder)).toEqual([])
})

test('names pending migrations without running them', async () => {
  const { db } = database
  const last = await db
    .selectFrom('kysely_migration' as never)
    .selectAll()
    .orderBy('name' as never, 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  const { name } = last as { name: string }
  await db
    .deleteFrom('kysely_migration' as never)
    .where('name' as never, '=', name as never)
    .execute()
  const { said } = await checkConfig()
  expect(said).toContain(`1 migration at the next start: ${name}`)
  await db
    .insertInto('kysely_migration' as never)
    .values(last)
    .execute()
})

test('refuses a database that a newer version has migrated, as a start does', async () => {
  const rows = sql`kysely_migration`
  await sql`insert into ${rows} (name, timestamp) values ('9999-newer', '2030-01-01')`.execute(database.db)
  const { code, said } = await checkConfig()
  await sql`delete from ${rows} where name = '9999-newer'`.execute(database.db)
  expect(code).toBe(1)
  expect(said).toContain('its migration 9999-newer is unknown here')
})

test('names the server that could not take over, and checks the others', async () => {
  const { hosts, user, password, database: name } = parseDatabaseUrl(databaseUrl(database.config))
  const login = `${user}:${encodeURIComponent(password ?? '')}`
  const here = `${encodeURIComponent(hosts[0]?.host ?? '')}:${hosts[0]?.port}`
  const { code, said } = await checkConfig({
    DATABASE_URL: `postgres://${login}@${here},127.0.0.1:1/${name}`,
  })
  expect(code).toBe(1)
  expect(said).toContain(`FAULT   the database 127.0.0.1:1/${name} (DATABASE_URL) cannot be used`)
  expect(said).toContain('is up to date')
})

test.each([
  [{ PORT: '0' }, 'PORT must be a whole number'],
  [{ PORTT: '8080' }, 'PORTT is not a setting: did you mean PORT?'],
  [{ PUBLIC_URL: 'https://portal.example.com' }, 'TRUST_PROXY is not set'],
  [{ TRUST_PROXY: 'true', HOST: '0.0.0.0' }, 'can invent an address'],
  [{ DATA_KEY: key('k2') }, 'k1'],
  [{ DATABASE_URL: 'postgres://portal@127.0.0.1:1/portal' }, 'cannot be used'],
])('exits with 1 and one message for %j', async (more, says) => {
  const { code, said } = await checkConfig(more)
  expect(code).toBe(1)
  const found = said.split('\n').filter((line) => line.startsWith('FAULT'))
  expect(found).toHaveLength(1)
  expect(said).toContain('\n1 fault.\n')
  expect(found[0]).toContain(says)
})

test('a support bundle has facts of each kind, and no address, key or password', async () => {
  const file = join(folder, 'bundle.gz')
  const { code, said } = await command('support-bundle', [file], settings, folder)
  expect(code, said).toBe(0)
  const text = gunzipSync(readFileSync(file)).toString()
  const bundle = JSON.parse(text) as { database: { tables: { name: string }[]; pendingMigrations: string[] } }
  expect(bundle.database.tables.map(({ name }) => name)).toContain('orders')
  expect(bundle.database.pendingMigrations).toEqual([])
  expect(text).not.toContain('"failed"')
  for (const secret of [KEY.slice(3), database.config.password, database.config.host, 'postgres://'])
    if (typeof secret === 'string') expect(text).not.toContain(secret)
})
