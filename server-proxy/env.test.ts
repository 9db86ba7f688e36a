import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { afterAll, afterEach, expect, test } from 'vitest'
import { BadSettings, readSettings } from './env.ts'
import { SETTINGS } from './env-shapes.ts'

const folder = mkdtempSync(join(tmpdir(), 'env-'))
afterEach(() => rmSync(join(folder, '.env'), { force: true }))
afterAll(() => rmSync(folder, { recursive: true }))

const KEY = `k1:${Buffer.alloc(32, 7).toString('base64')}`
const KEYS = {
  AGB_ACCESS_TOKEN: 'token-of-ours',
  AGB_DES_KEY: 'des-key-of-ours',
  AGB_MD5_SECRET_KEY: 'md5-key-of-ours',
  AGB_DISTR_CODE: 'DL1',
  AGB_EMPLOYEE_CODE: 'GY1',
  AGB_INVITATE_CODE: '1',
}

function faultsOf(environment: Record<string, string>): string[] {
  try {
    readSettings(environment, folder)
    return []
  } catch (error) {
    if (error instanceof BadSettings) return error.faults
    throw error
  }
}

test('a real platform requires https, unless the portal is on this machine', () => {
  const read = (gateway: string, address: string) =>
    readSettings({ ...KEYS, AGB_GATEWAY: gateway, PUBLIC_URL: address }, folder).publicUrl
  for (const gateway of ['qa', 'production', 'https://gateway.example.com/'])
    expect(() => read(gateway, 'http://portal.example.com'), gateway).toThrow(/PUBLIC_URL.*https/)
  expect(read('production', 'https://portal.example.com')).toBe('https://portal.example.com')
  expect(read('production', 'http://127.0.0.1:8080')).toBe('http://127.0.0.1:8080')
  expect(read('http://127.0.0.1:9000/', 'http://portal.lan')).toBe('http://portal.lan')
})

test('defaults to the sandbox, embedded PostgreSQL and loopback', () => {
  expect(readSettings({ PATH: '/bin', NODE_ENV: 'production' }, folder)).toEqual({
    port: 8080,
    host: '127.0.0.1',
    publicUrl: 'http://127.0.0.1:8080',
    databaseUrl: null,
    dataDir: join(folder, '.data'),
    adminPassword: null,
    logLevel: 'info',
    metricsToken: null,
    dataKey: null,
    drainSeconds: 0,
    retention: { peopleDays: null, draftDays: 90, notificationDays: 30 },
    trustProxy: false,
    gateway: {
      mode: 'sandbox',
      url: null,
      keys: null,
      version: '1.0',
      listSign: 'java',
      amountIs: 'gross',
      body: 'json',
      ip: null,
      rateLimit: 400,
      statusLabels: {},
      notifyAck: '{"code":"0000","message":"成功","data":null}',
    },
    proxy: null,
    extraAuthorities: null,
    tracing: null,
    assetHosts: [],
    sandboxPort: 8081,
    smtpUrl: null,
    tsaUrl: null,
    robotHosts: [],
  })
})

test('reads every setting from .env and the environment, which wins', () => {
  writeFileSync(
    join(folder, '.env'),
    'PORT=9000\nAGB_STATUS_LABELS="已核销=issued, 已失效 = failed"\nHOST=\n',
  )
  const settings = readSettings(
    {
      ...KEYS,
      PORT: '9001',
      HOST: '::1',
      DATABASE_URL: 'postgres://me:secret@db/portal',
      DATA_KEY: KEY,
      TRUST_PROXY: '10.0.0.0/8, loopback',
      AGB_GATEWAY: 'https://gateway.example.com/agb/',
      AGB_ASSET_HOSTS: 'Files.example.com:8443, *.example.net, [::1]:90',
    },
    folder,
  )
  expect(settings).toMatchObject({
    port: 9001,
    publicUrl: 'http://[::1]:9001',
    trustProxy: '10.0.0.0/8, loopback',
    assetHosts: ['files.example.com:8443', '*.example.net', '[::1]:90'],
    gateway: {
      mode: 'custom',
      url: 'https://gateway.example.com/agb',
      keys: { desKey: 'des-key-of-ours', distrCode: 'DL1' },
      statusLabels: { 已核销: 'issued', 已失效: 'failed' },
    },
  })
  expect(readSettings({ ...KEYS, AGB_GATEWAY: 'production' }, folder).gateway.url).toBe(
    'https://apiagb.aigobo.cn',
  )
})

test('reads the proxy, and leaves the other names of proxies alone', () => {
  const environment = { HTTPS_PROXY: 'http://proxy:3128', NO_PROXY: 'localhost, .corp', http_proxy: 'x' }
  expect(readSettings({ ...environment, HTTP_PROXY: 'x' }, folder).proxy).toEqual({
    url: 'http://proxy:3128',
    except: ['localhost', '.corp'],
  })
})

test('a wildcard listening address is not one a browser can open', () => {
  expect(readSettings({ HOST: '0.0.0.0' }, folder).publicUrl).toBe('http://127.0.0.1:8080')
  expect(readSettings({ HOST: '0.0.0.0', PUBLIC_URL: 'https://p.example.com/' }, folder).publicUrl).toBe(
    'https://p.example.com',
  )
})

test.each([
  ['PORT', '80a'],
  ['PORT', '65536'],
  ['HOST', 'two words'],
  ['PUBLIC_URL', 'https://p.example.com/portal'],
  ['PUBLIC_URL', 'ftp://p.example.com'],
  ['DATABASE_URL', 'mysql://me:secret@db/portal'],
  ['DATA_KEY', 'k1:c2VjcmV0'],
  ['TRUST_PROXY', 'yes'],
  ['TRUST_PROXY', '10.0.0.0/40'],
  ['SANDBOX_PORT', '8080'],
  ['SMTP_URL', 'https://mail.example.com'],
  ['SMTP_URL', 'smtp://me:secret@mail.example.com'],
  ['ROBOT_HOSTS', 'https://robots.example.com'],
  ['TSA_URL', 'https://user:secret@tsa.example.com/'],
  ['AGB_GATEWAY', 'staging'],
  ['AGB_GATEWAY', 'https://me:secret@gateway.example.com'],
  ['AGB_DES_KEY', 'secret7'],
  ['AGB_VERSION', 'one'],
  ['AGB_LIST_SIGN', 'php'],
  ['AGB_AMOUNT', 'brutto'],
  ['AGB_BODY', 'xml'],
  ['AGB_IP', 'here'],
  ['AGB_DISTR_CODE', 'D'.repeat(33)],
  ['AGB_IP', '2001:0db8:0000:0000:0000:0000:0000:0001'],
  ['AGB_ASSET_HOSTS', 'https://files.example.com'],
  ['AGB_ASSET_HOSTS', 'ok.example.com,*.com'],
  ['AGB_ASSET_HOSTS', 'files.example.com:99999'],
  ['AGB_RATE_LIMIT', '0'],
  ['AGB_STATUS_LABELS', '已核销=sold'],
  ['AGB_STATUS_LABELS', '已核销=draft'],
  ['AGB_NOTIFY_ACK', '{ok}'],
  ['AGB_GATWAY', 'qa'],
])('refuses %s=%s by name without its value', (name, value) => {
  const faults = faultsOf({ DATA_KEY: KEY, [name]: value })
  expect(faults).toHaveLength(1)
  expect(faults[0]).toMatch(new RegExp(`^${name} `))
  expect(faults[0]).not.toContain('secret')
})

test('reports all faults together: missing keys, unknown names, and what belongs together', () => {
  writeFileSync(join(folder, '.env'), 'DATABSE_URL=postgres://db/portal\nAGB_DES_KEY=short\n')
  const faults = faultsOf({
    AGB_GATEWAY: 'production',
    AGB_ACCESS_TOKEN: 'token',
    AGB_KEY: 'x',
    PORT: '0',
    DATABASE_URL: 'postgres://db/portal',
  })
  expect(faults.map((fault) => fault.split(' ')[0]).toSorted()).toEqual([
    'AGB_DES_KEY',
    'AGB_DISTR_CODE',
    'AGB_EMPLOYEE_CODE',
    'AGB_INVITATE_CODE',
    'AGB_KEY',
    'AGB_MD5_SECRET_KEY',
    'DATABSE_URL',
    'DATA_KEY',
    'PORT',
  ])
})

test('refuses a retention period below the legal minimum where real insurance is sold', () => {
  const faults = (AGB_GATEWAY: string, PEOPLE_RETENTION_DAYS: string) =>
    faultsOf({ ...KEYS, AGB_GATEWAY, PEOPLE_RETENTION_DAYS })
  expect(faults('production', '1826')).toEqual([expect.stringMatching(/^PEOPLE_RETENTION_DAYS .*1827/)])
  expect(() =>
    readSettings({ ...KEYS, AGB_GATEWAY: 'production', PEOPLE_RETENTION_DAYS: '1827' }, folder),
  ).not.toThrow()
  expect(() =>
    readSettings({ ...KEYS, AGB_GATEWAY: 'qa', PEOPLE_RETENTION_DAYS: '30' }, folder),
  ).not.toThrow()
})

test('.env.example names every setting and works as it is', () => {
  const example = readFileSync(join(import.meta.dirname, '..', '.env.example'), 'utf8')
  const named = [...example.matchAll(/^# ?([A-Z0-9_]+)=/gm)].map(([, name]) => name)
  expect(named.toSorted()).toEqual(Object.keys(SETTINGS).toSorted())
  expect(parseEnv(example)).toEqual({})
})
