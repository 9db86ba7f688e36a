import { randomBytes } from 'node:crypto'
import { tmpdir } from 'node:os'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { command } from '../testing/command.ts'
import { databaseUrl, testDatabase, type TestDatabase } from '../testing/database.ts'
import { openVault } from '../store/vault/vault.ts'

const key = (id: string) => `${id}:${randomBytes(32).toString('base64')}`
const [OLD, NEW] = [key('k1'), key('k2')]

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

/** Starts a portal with these keys. Returns what the command prints about one of them. */
async function said(keys: string, id: string, ...args: string[]): Promise<string> {
  const settings = { DATABASE_URL: databaseUrl(database.config), DATA_KEY: keys }
  const { code, said } = await command('data-keys', args, settings, tmpdir())
  expect(code, said).toBe(0)
  return said.split('\n').find((line) => line.startsWith(`${id}: `)) ?? ''
}

test('never calls a new key unused, and an old one only when it seals nothing', async () => {
  await openVault(database.db, OLD)
  expect(await said(`${OLD},${NEW}`, 'k2')).toContain('is new and has written nothing yet')
  expect(await said(`${OLD},${NEW}`, 'k1')).toContain('writes')
  await openVault(database.db, `${NEW},${OLD}`)
  expect(await said(`${NEW},${OLD}`, 'k1')).toMatch(/seals 1 values; reads$/)
  await said(`${NEW},${OLD}`, 'k1', 'reseal')
  expect(await said(`${NEW},${OLD}`, 'k1')).toContain('can be removed')
  expect(await said(`${NEW},${OLD}`, 'k2')).toContain('writes')
  // Swapped again: the second key has written and still seals values.
  expect(await said(`${OLD},${NEW}`, 'k2')).toMatch(/seals 1 values; reads$/)
})
