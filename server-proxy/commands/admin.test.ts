import { randomBytes } from 'node:crypto'
import { tmpdir } from 'node:os'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openVault } from '../store/vault/vault.ts'
import { command } from '../testing/command.ts'
import { databaseUrl, testDatabase, type TestDatabase } from '../testing/database.ts'
import { verifyPassword } from '../http/passwords.ts'

const KEY = `k1:${randomBytes(32).toString('base64')}`
let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
  await openVault(database.db, KEY)
})
afterAll(() => database.close())

const admin = (...args: string[]) =>
  command('admin', args, { DATABASE_URL: databaseUrl(database.config), DATA_KEY: KEY }, tmpdir())
const user = (username: string) =>
  database.db.selectFrom('users').selectAll().where('username', '=', username).executeTakeFirst()
const passwordIn = (said: string) => /signs in with: (\S+)/.exec(said)?.[1] ?? ''

test('creates a user whose printed password works', async () => {
  const { code, said } = await admin('create', 'li.lei', 'admin')
  expect(code, said).toBe(0)
  const made = await user('li.lei')
  expect(made?.role).toBe('admin')
  expect(await verifyPassword(made?.password_hash ?? '', passwordIn(said))).toBe(true)
})

test('resets a password, ends the sessions and writes an audit entry', async () => {
  await admin('create', 'zhao', 'clerk')
  const before = await user('zhao')
  await database.db
    .insertInto('sessions')
    .values({
      id: '01900000-0000-7000-8000-000000000001',
      token_hash: randomBytes(32),
      user_id: before?.id ?? '',
      expires_at: new Date(Date.now() + 60_000),
    })
    .execute()
  const { code, said } = await admin('reset-password', 'zhao')
  expect(code, said).toBe(0)
  const after = await user('zhao')
  expect(await verifyPassword(after?.password_hash ?? '', passwordIn(said))).toBe(true)
  expect(
    await database.db
      .selectFrom('sessions')
      .selectAll()
      .where('user_id', '=', after?.id ?? '')
      .execute(),
  ).toEqual([])
  const entry = await database.db
    .selectFrom('audit_log')
    .select(['actor', 'act'])
    .orderBy('n', 'desc')
    .limit(1)
    .executeTakeFirst()
  expect(entry).toEqual({ actor: 'npm run admin', act: 'password-reset' })
})

test('resets second factors with their recovery codes, ends the sessions and writes an audit entry', async () => {
  await admin('create', 'zhou', 'clerk')
  const { db } = database
  const id = (await user('zhou'))?.id ?? ''
  const none = await admin('reset-factors', 'zhou')
  expect([none.code, none.said]).toEqual([1, expect.stringContaining('not set up')])
  await db
    .insertInto('totp_factors')
    .values({ user_id: id, secret_sealed: randomBytes(40), confirmed_at: new Date() })
    .execute()
  await db
    .insertInto('recovery_codes')
    .values({ user_id: id, hash: randomBytes(32) })
    .execute()
  const { code, said } = await admin('reset-factors', 'zhou')
  expect(code, said).toBe(0)
  for (const table of ['totp_factors', 'recovery_codes'] as const)
    expect(await db.selectFrom(table).selectAll().where('user_id', '=', id).execute()).toEqual([])
  const entry = await db
    .selectFrom('audit_log')
    .select(['actor', 'act', 'subject_id'])
    .orderBy('n', 'desc')
    .limit(1)
    .executeTakeFirst()
  expect(entry).toEqual({ actor: 'npm run admin', act: 'factors-reset', subject_id: id })
})

test('disables and enables a user', async () => {
  await admin('create', 'qian', 'clerk')
  expect((await admin('disable', 'qian')).code).toBe(0)
  expect((await user('qian'))?.disabled_at).not.toBeNull()
  expect((await admin('list')).said).toMatch(/^qian +clerk +disabled/m)
  expect((await admin('enable', 'qian')).code).toBe(0)
  expect((await user('qian'))?.disabled_at).toBeNull()
})

test.each([
  [['create', 'li.lei', 'clerk'], 'username'],
  [['create', 'sun', 'boss'], 'there is no role boss; choose clerk, manager, admin'],
  [['create', 'sun'], 'a role is missing; choose clerk, manager, admin'],
  [['create', 'has space', 'clerk'], 'username'],
  [['disable', 'nobody-here'], 'there is no user nobody-here'],
  [[], 'usage: npm run admin'],
])('refuses %j with a message and changes nothing', async (args, says) => {
  const count = () => database.db.selectFrom('users').selectAll().execute()
  const before = await count()
  const { code, said } = await admin(...args)
  expect(code).toBe(1)
  expect(said).toContain(says)
  expect(said).not.toContain(' at ')
  expect(await count()).toEqual(before)
})
