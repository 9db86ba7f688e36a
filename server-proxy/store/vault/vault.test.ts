import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../testing/database.ts'
import { openVault, parseDataKeys } from './vault.ts'

const key = (id: string) => `${id}:${randomBytes(32).toString('base64')}`
const place = { table: 'members', column: 'mobile', row: '1' }

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

test('a value decrypts only at its place, and not after a change', async () => {
  const vault = await openVault(database.db, key('k1'))
  const sealed = vault.seal(place, '13800138000')
  expect(vault.open(place, sealed)).toBe('13800138000')
  expect(() => vault.open({ ...place, row: '2' }, sealed)).toThrow()
  sealed[sealed.length - 1] = (sealed.at(-1) ?? 0) ^ 1
  expect(() => vault.open(place, sealed)).toThrow()
})

test('after a rotation old values decrypt, new ones use the new key, and the search hashes stay', async () => {
  const fresh = await testDatabase()
  const old = key('k1')
  const before = await openVault(fresh.db, old)
  const sealed = before.seal(place, 'x')
  const after = await openVault(fresh.db, `${key('k2')},${old}`)
  expect(after.open(place, sealed)).toBe('x')
  expect(after.seal(place, 'x').subarray(1, 3).toString()).toBe('k2')
  expect(after.index('mobile', '1')).toEqual(before.index('mobile', '1'))
  expect(after.index('card', '1')).not.toEqual(after.index('mobile', '1'))
  await expect(openVault(fresh.db, key('k1'))).rejects.toThrow('"k1" is not the one')
  await expect(openVault(fresh.db, key('k9'))).rejects.toThrow('"k1", which DATA_KEY does not have')
  await fresh.close()
})

test('refuses a key that is not 32 bytes', () => {
  for (const spec of ['', 'k1', 'k1:c2hvcnQ=', `k 1:${randomBytes(32).toString('base64')}`])
    expect(() => parseDataKeys(spec)).toThrow()
})
