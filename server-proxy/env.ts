import { existsSync, readFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { join, resolve } from 'node:path'
import { parseEnv } from 'node:util'
import type { z } from 'zod'
import { LEGAL_DAYS } from '#contract/retention.ts'
import { gatewayOf, type SettingName as Name, SETTINGS } from './env-shapes.ts'
import type { GatewayKeys, Settings } from './settings.ts'
import { settingLike } from './settings-names.ts'

/** Invalid settings; `faults` names each one and never contains a secret. */
export class BadSettings extends Error {
  override name = 'BadSettings'
  readonly faults: string[]

  constructor(faults: string[]) {
    super(`these settings cannot be used:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`)
    this.faults = faults
  }
}

/** Of other programs, though one letter from a setting. */
const FOREIGN = /^(https?|no)_proxy$/i
const NOTIFY_ACK = '{"code":"0000","message":"成功","data":null}'

const KEYS = {
  accessToken: 'AGB_ACCESS_TOKEN',
  desKey: 'AGB_DES_KEY',
  md5SecretKey: 'AGB_MD5_SECRET_KEY',
  distrCode: 'AGB_DISTR_CODE',
  employeeCode: 'AGB_EMPLOYEE_CODE',
  invitateCode: 'AGB_INVITATE_CODE',
} as const

/** Reads `.env` in `folder` and the environment, which wins. Throws BadSettings with all faults. */
export function readSettings(
  environment: Record<string, string | undefined> = process.env,
  folder: string = process.cwd(),
): Settings {
  const file = join(folder, '.env')
  const fromFile = existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {}
  const faults = [
    ...Object.keys(fromFile)
      .filter((name) => !Object.hasOwn(SETTINGS, name))
      .map((name) => `${name} in .env is not a setting${meant(name)}`),
    ...Object.keys(environment)
      .filter((name) => !Object.hasOwn(SETTINGS, name))
      .filter((name) => !FOREIGN.test(name))
      .filter((name) => name.startsWith('AGB_') || settingLike(name))
      .map((name) => `${name} is not a setting${meant(name)}`),
  ]
  const isSet = (name: Name) => Boolean(environment[name]?.trim() || fromFile[name]?.trim())
  function read<One extends Name>(name: One): z.output<(typeof SETTINGS)[One]> | undefined {
    const value = environment[name]?.trim() || fromFile[name]?.trim()
    if (!value) return undefined
    const { data, error } = SETTINGS[name].safeParse(value)
    if (error) faults.push(`${name} ${error.issues[0]?.message}`)
    return data as z.output<(typeof SETTINGS)[One]> | undefined
  }

  const values = Object.fromEntries((Object.keys(SETTINGS) as Name[]).map((name) => [name, read(name)])) as {
    [One in Name]: z.output<(typeof SETTINGS)[One]> | undefined
  }
  const { mode, url } = values.AGB_GATEWAY ?? gatewayOf('sandbox')
  if (mode !== 'sandbox')
    for (const name of Object.values(KEYS))
      if (!isSet(name)) faults.push(`${name} is required unless AGB_GATEWAY is sandbox`)
  if (isSet('DATABASE_URL') && !isSet('DATA_KEY'))
    faults.push('DATA_KEY is required with DATABASE_URL: id:base64 of 32 random bytes')
  const portalPort = values.PORT ?? 8080
  const sandboxPort = values.SANDBOX_PORT ?? portalPort + 1
  if (mode === 'sandbox' && (sandboxPort === portalPort || sandboxPort > 65_535))
    faults.push('SANDBOX_PORT must differ from PORT')
  const toRealPlatform = mode === 'qa' || mode === 'production' || (url !== null && !isLoopback(url))
  if (toRealPlatform && values.PUBLIC_URL?.startsWith('http:') && !isLoopback(values.PUBLIC_URL))
    faults.push('PUBLIC_URL must begin with https:// when AGB_GATEWAY is a real platform, or be on loopback')
  if (mode === 'production' && (values.PEOPLE_RETENTION_DAYS ?? LEGAL_DAYS.short) < LEGAL_DAYS.short)
    faults.push(
      `PEOPLE_RETENTION_DAYS must be at least ${LEGAL_DAYS.short} when AGB_GATEWAY is production: the law asks for five years after the end of cover`,
    )
  if (faults.length > 0) throw new BadSettings(faults)

  const host = values.HOST ?? '127.0.0.1'
  return {
    port: portalPort,
    host,
    publicUrl: values.PUBLIC_URL ?? `http://${reachable(host)}:${portalPort}`,
    databaseUrl: values.DATABASE_URL ?? null,
    dataDir: resolve(folder, values.DATA_DIR ?? '.data'),
    adminPassword: values.ADMIN_PASSWORD ?? null,
    logLevel: values.LOG_LEVEL ?? 'info',
    metricsToken: values.METRICS_TOKEN ?? null,
    dataKey: values.DATA_KEY ?? null,
    drainSeconds: values.DRAIN_SECONDS ?? (values.DATABASE_URL ? 5 : 0),
    retention: {
      peopleDays: values.PEOPLE_RETENTION_DAYS ?? null,
      draftDays: values.DRAFT_RETENTION_DAYS ?? 90,
      notificationDays: values.NOTIFICATION_RETENTION_DAYS ?? 30,
    },
    trustProxy: values.TRUST_PROXY ?? false,
    gateway: {
      mode,
      url,
      keys:
        mode === 'sandbox'
          ? null
          : (Object.fromEntries(
              Object.entries(KEYS).map(([key, name]) => [key, values[name]]),
            ) as GatewayKeys),
      version: values.AGB_VERSION ?? '1.0',
      listSign: values.AGB_LIST_SIGN ?? 'java',
      amountIs: values.AGB_AMOUNT ?? 'gross',
      body: values.AGB_BODY ?? 'json',
      ip: values.AGB_IP ?? null,
      rateLimit: values.AGB_RATE_LIMIT ?? 400,
      statusLabels: values.AGB_STATUS_LABELS ?? {},
      notifyAck: values.AGB_NOTIFY_ACK ?? NOTIFY_ACK,
    },
    proxy: values.HTTPS_PROXY ? { url: values.HTTPS_PROXY, except: values.NO_PROXY ?? [] } : null,
    tracing: values.OTEL_EXPORTER_OTLP_ENDPOINT
      ? { url: values.OTEL_EXPORTER_OTLP_ENDPOINT, headers: values.OTEL_EXPORTER_OTLP_HEADERS ?? {} }
      : null,
    extraAuthorities: values.NODE_EXTRA_CA_CERTS ?? null,
    assetHosts: values.AGB_ASSET_HOSTS ?? [],
    sandboxPort,
    smtpUrl: values.SMTP_URL ?? null,
    tsaUrl: values.TSA_URL ?? null,
    robotHosts: values.ROBOT_HOSTS ?? [],
  }
}

function meant(name: string): string {
  const setting = settingLike(name)
  return setting ? `: did you mean ${setting}?` : ''
}

const isLoopback = (address: string) =>
  /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(new URL(address).hostname)

/** The address that a browser on this machine uses for `host`. */
function reachable(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1'
  return isIP(host) === 6 ? `[${host}]` : host
}
