import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { command } from '../testing/command.ts'
import { databaseUrl } from '../testing/database.ts'
import { type TestPortal, testPortal } from '../testing/portal.ts'
import { preparedOrder } from '../testing/sale.ts'

const KEY = `k1:${randomBytes(32).toString('base64')}`
const folder = mkdtempSync(join(tmpdir(), 'doctor-'))
let portal: TestPortal
beforeAll(async () => {
  portal = await testPortal({ dataKey: KEY })
  const headers = { 'idempotency-key': 'k' }
  await portal.ask('POST', '/api/orders', await preparedOrder(portal), headers)
})
beforeEach(async () => {
  await portal.control('DELETE', '/settings')
  await portal.control('DELETE', '/faults')
})
afterAll(async () => {
  await portal.close()
  rmSync(folder, { recursive: true, force: true })
})

function doctor(settings: Record<string, string> = {}): Promise<{ code: number; said: string }> {
  const environment = {
    DATABASE_URL: databaseUrl(portal.databaseConfig),
    DATA_KEY: KEY,
    AGB_GATEWAY: portal.sandbox.url.replace('localhost', '127.0.0.1'),
    AGB_ACCESS_TOKEN: 'SANDBOX-TOKEN-0001',
    AGB_DES_KEY: 'sandbox1-des-key',
    AGB_MD5_SECRET_KEY: 'sandbox-md5-secret-key',
    AGB_DISTR_CODE: 'DL1000100',
    AGB_EMPLOYEE_CODE: 'GY66688',
    AGB_INVITATE_CODE: '88888888',
    ...settings,
  }
  return command('doctor', [], environment, folder)
}

test('every reading interface of a healthy gateway answers, and its dialect is named', async () => {
  const table = await doctor()
  expect(table).toMatchObject({ code: 0, said: expect.stringContaining('All is well') as string })
  expect(table.said).toContain('table: planCode')
  expect(table.said.match(/^ok/gm)?.length).toBeGreaterThan(5)
  await portal.control('POST', '/settings', { dialect: 'example' })
  expect((await doctor()).said).toContain('safeguardPlanCode')
})

test.each([
  ['AGB_ACCESS_TOKEN', 'another-token-secret'],
  ['AGB_DES_KEY', 'another-des-secret'],
  ['AGB_MD5_SECRET_KEY', 'another-md5-secret'],
])('names a wrong %s without its value', async (name, value) => {
  const { code, said } = await doctor({ [name]: value })
  expect(code).toBe(1)
  expect(said).toContain(name)
  expect(said).not.toContain(value)
})

test('names a wrong clock as the cause, and an address that is not the platform’s', async () => {
  await portal.control('POST', '/settings', { clockOffsetMs: 6 * 60_000 })
  const off = await doctor()
  expect(off).toMatchObject({
    code: 1,
    said: expect.stringContaining('our clock is more than five minutes off') as string,
  })
  expect(off.said).toContain('360 s behind')
  const both = await doctor({ AGB_ACCESS_TOKEN: 'another-token-secret' })
  expect(both.said).toMatch(/AGB_ACCESS_TOKEN, and our clock/)
  await portal.control('POST', '/settings', { clockOffsetMs: 90_000 })
  const slightly = await doctor()
  expect(slightly).toMatchObject({ code: 0, said: expect.stringContaining('90 s behind') as string })
  expect(slightly.said).toContain('Not tested')
  await portal.control('DELETE', '/settings')
  await portal.fault('*', 'html', { times: 'always' })
  expect((await doctor()).said).toContain('not JSON')
  expect((await doctor({ AGB_GATEWAY: 'http://127.0.0.1:1' })).said).toContain('(ECONNREFUSED)')
})
