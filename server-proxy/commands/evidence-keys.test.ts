import { randomBytes } from 'node:crypto'
import { tmpdir } from 'node:os'
import { expect, test } from 'vitest'
import { openVault } from '../store/vault/vault.ts'
import { command } from '../testing/command.ts'
import { databaseUrl, testDatabase } from '../testing/database.ts'

test('a key that was added signs, and the one before verifies only', async () => {
  const database = await testDatabase()
  const DATA_KEY = `k1:${randomBytes(32).toString('base64')}`
  await openVault(database.db, DATA_KEY)
  const settings = { DATABASE_URL: databaseUrl(database.config), DATA_KEY }
  const run = (...args: string[]) => command('evidence-keys', args, settings, tmpdir())
  const before = await run()
  expect(before.said).toMatch(/^[0-9a-f]{16}: [0-9a-f]{64}, added \S+; signs\n$/)
  const [added = '', first = ''] = (await run('add')).said.trimEnd().split('\n')
  expect(added).toMatch(/; signs$/)
  expect(first).toBe(before.said.trimEnd().replace(/signs$/, 'verifies only'))
  expect((await run('rotate')).said).toContain('usage: npm run evidence-keys')
  await database.close()
})
