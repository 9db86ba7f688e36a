import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseEnv } from 'node:util'
import { ORDER_STATUSES } from '../src/contract/orders.ts'
import type { Settings } from './settings.ts'
import { parseDataKeys } from './store/vault.ts'

const KEYS = [
  'AGB_ACCESS_TOKEN',
  'AGB_DES_KEY',
  'AGB_MD5_SECRET_KEY',
  'AGB_DISTR_CODE',
  'AGB_EMPLOYEE_CODE',
  'AGB_INVITATE_CODE',
] as const

const KNOWN = new Set<string>([
  'PORT',
  'HOST',
  'PUBLIC_URL',
  'DATABASE_URL',
  'DATA_DIR',
  'ADMIN_PASSWORD',
  'DATA_KEY',
  'TRUST_PROXY',
  'SANDBOX_PORT',
  'AGB_GATEWAY',
  ...KEYS,
  'AGB_VERSION',
  'AGB_LIST_SIGN',
  'AGB_BODY',
  'AGB_IP',
  'AGB_ASSET_HOSTS',
  'AGB_RATE_LIMIT',
  'AGB_STATUS_LABELS',
  'AGB_NOTIFY_ACK',
])

const GATEWAYS = { qa: 'https://apiagb.qa.aigobo.cn', production: 'https://apiagb.aigobo.cn' }
const ACK = '{"code":"0000","message":"成功","data":null}'

/** Settings that cannot be used; `faults` names each one and never repeats a secret's value. */
export class BadSettings extends Error {
  readonly faults: string[]

  constructor(faults: string[]) {
    super(`bad settings:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`)
    this.name = 'BadSettings'
    this.faults = faults
  }
}

/** Reads `.env` in `folder` and the environment (which wins), checks everything, and throws BadSettings with all faults. */
export function readSettings(environment: Record<string, string | undefined>, folder: string): Settings {
  const faults: string[] = []
  const file = join(folder, '.env')
  const fromFile = existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {}
  for (const name of Object.keys(fromFile))
    if (!KNOWN.has(name)) faults.push(`${name} in .env is not a setting`)
  for (const name of Object.keys(environment))
    if (name.startsWith('AGB_') && !KNOWN.has(name)) faults.push(`${name} is not a setting`)

  const value = (name: string): string | null => environment[name]?.trim() || fromFile[name]?.trim() || null
  const fault = (text: string): void => void faults.push(text)

  function number(name: string, fallback: number, least: number, most: number): number {
    const text = value(name)
    if (text === null) return fallback
    const parsed = Number(text)
    if (/^\d+$/.test(text) && parsed >= least && parsed <= most) return parsed
    fault(`${name} must be a whole number from ${least} to ${most}`)
    return fallback
  }
  function choice<Choice extends string>(name: string, choices: readonly Choice[], fallback: Choice): Choice {
    const text = value(name)
    if (text === null) return fallback
    if ((choices as readonly string[]).includes(text)) return text as Choice
    fault(`${name} must be one of ${choices.join(', ')}`)
    return fallback
  }

  const port = number('PORT', 8080, 0, 65_535)
  const host = value('HOST') ?? '127.0.0.1'
  const gateway = readGateway()
  const databaseUrl = value('DATABASE_URL')
  if (databaseUrl && !/^postgres(ql)?:\/\//.test(databaseUrl))
    fault('DATABASE_URL must begin with postgres://')
  const dataKey = value('DATA_KEY')
  if (databaseUrl && !dataKey) fault('DATA_KEY is required with DATABASE_URL: id:base64 of 32 random bytes')
  if (dataKey) {
    try {
      parseDataKeys(dataKey)
    } catch {
      fault('DATA_KEY must be id:base64 of 32 bytes, several parted by commas')
    }
  }
  const trustProxy = value('TRUST_PROXY')
  const settings: Settings = {
    port,
    host,
    publicUrl: readPublicUrl(),
    databaseUrl,
    dataDir: resolve(folder, value('DATA_DIR') ?? '.data'),
    adminPassword: value('ADMIN_PASSWORD'),
    dataKey,
    trustProxy:
      trustProxy === null || trustProxy === 'false' ? false : trustProxy === 'true' ? true : trustProxy,
    gateway,
    assetHosts: readAssetHosts(),
    sandboxPort: number('SANDBOX_PORT', port === 0 ? 0 : port + 1, 0, 65_535),
  }
  if (faults.length > 0) throw new BadSettings(faults)
  return settings

  function readPublicUrl(): string {
    const text = value('PUBLIC_URL')
    if (text === null) return `http://${host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host}:${port}`
    const url = URL.canParse(text) ? new URL(text) : null
    if (
      !url ||
      !/^https?:$/.test(url.protocol) ||
      url.pathname !== '/' ||
      url.search ||
      url.hash ||
      url.username
    )
      fault('PUBLIC_URL must be an origin such as https://portal.example.com')
    return url?.origin ?? text
  }

  function readGateway(): Settings['gateway'] {
    const named = value('AGB_GATEWAY') ?? 'sandbox'
    const mode = named === 'sandbox' || named === 'qa' || named === 'production' ? named : 'custom'
    if (mode === 'custom' && !(URL.canParse(named) && /^https?:$/.test(new URL(named).protocol)))
      fault('AGB_GATEWAY must be sandbox, qa, production or an http(s) URL')
    const given = Object.fromEntries(KEYS.map((name) => [name, value(name)])) as Record<
      (typeof KEYS)[number],
      string | null
    >
    if (mode !== 'sandbox')
      for (const name of KEYS) if (!given[name]) fault(`${name} is required unless AGB_GATEWAY is sandbox`)
    if (given.AGB_DES_KEY && Buffer.byteLength(given.AGB_DES_KEY) < 8)
      fault('AGB_DES_KEY must have at least eight bytes')
    const notifyAck = value('AGB_NOTIFY_ACK') ?? ACK
    try {
      JSON.parse(notifyAck)
    } catch {
      fault('AGB_NOTIFY_ACK must be a JSON text')
    }
    return {
      mode,
      url: mode === 'sandbox' ? null : mode === 'custom' ? named : GATEWAYS[mode],
      keys:
        mode === 'sandbox'
          ? null
          : {
              accessToken: given.AGB_ACCESS_TOKEN ?? '',
              desKey: given.AGB_DES_KEY ?? '',
              md5SecretKey: given.AGB_MD5_SECRET_KEY ?? '',
              distrCode: given.AGB_DISTR_CODE ?? '',
              employeeCode: given.AGB_EMPLOYEE_CODE ?? '',
              invitateCode: given.AGB_INVITATE_CODE ?? '',
            },
      version: value('AGB_VERSION') ?? '1.0',
      listSign: choice('AGB_LIST_SIGN', ['java', 'indexed'], 'java'),
      body: choice('AGB_BODY', ['json', 'form'], 'json'),
      ip: value('AGB_IP'),
      rateLimit: number('AGB_RATE_LIMIT', 400, 1, 100_000),
      statusLabels: readLabels(),
      notifyAck,
    }
  }

  function readLabels(): Record<string, string> {
    const labels: Record<string, string> = {}
    for (const entry of value('AGB_STATUS_LABELS')?.split(',') ?? []) {
      const [label = '', status = ''] = entry.split('=').map((part) => part.trim())
      if (label && (ORDER_STATUSES as readonly string[]).includes(status)) labels[label] = status
      else
        fault(
          `AGB_STATUS_LABELS must be label=status, parted by commas; statuses: ${ORDER_STATUSES.join(' ')}`,
        )
    }
    return labels
  }

  function readAssetHosts(): string[] {
    const hosts = (value('AGB_ASSET_HOSTS') ?? '').split(',').map((entry) => entry.trim().toLowerCase())
    return hosts.filter((entry) => {
      if (entry === '') return false
      const literal = /^(\[[0-9a-f:]+\]|[a-z0-9]([a-z0-9.-]*[a-z0-9])?)(:\d{1,5})?$/.test(entry)
      const wildcard = /^\*\.[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(entry)
      if (!literal && !wildcard) fault(`AGB_ASSET_HOSTS: "${entry}" must be host, host:port or *.suffix`)
      return literal || wildcard
    })
  }
}
