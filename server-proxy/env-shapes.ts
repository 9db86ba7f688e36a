import { isIP } from 'node:net'
import { z } from 'zod'
import { AMOUNT_IS } from '#contract/money.ts'
import { ORDER_STATUSES } from '#contract/place-order.ts'
import { LOG_LEVELS, type Settings } from './settings.ts'
import { parseDatabaseUrl } from './store/postgres/database-address.ts'
import { parseDataKeys } from './store/vault/vault.ts'

const GATEWAYS = { qa: 'https://apiagb.qa.aigobo.cn', production: 'https://apiagb.aigobo.cn' } as const
/** No label of the platform maps to these: they precede its knowledge of the order. */
const LABEL_STATUSES = ORDER_STATUSES.filter((one) => !['draft', 'submitting', 'uncertain'].includes(one))

const text = z.string()
const such = (holds: (value: string) => boolean, must: string) => text.refine(holds, `must be ${must}`)
const whole = (least: number, most: number) =>
  such(
    (value) => /^\d{1,9}$/.test(value) && Number(value) >= least && Number(value) <= most,
    `a whole number from ${least} to ${most}`,
  ).transform(Number)
const port = whole(1, 65_535)

/** Every setting: its shape, and the value it is read as. */
export const SETTINGS = {
  PORT: port,
  HOST: such((value) => isIP(value) > 0 || isHostName(value), 'an address or a host name'),
  PUBLIC_URL: such(isOrigin, 'an origin such as https://portal.example.com').transform(
    (value) => new URL(value).origin,
  ),
  DATABASE_URL: text.superRefine((value, context) => {
    try {
      parseDatabaseUrl(value)
    } catch (error) {
      context.addIssue({ code: 'custom', message: (error as Error).message })
    }
  }),
  DATA_DIR: text,
  ADMIN_PASSWORD: text.max(256, 'must have at most 256 characters'),
  LOG_LEVEL: z.enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(' ')}`),
  METRICS_TOKEN: such((value) => /^[\x21-\x7e]{16,200}$/.test(value), '16 to 200 visible characters'),
  DATA_KEY: such(isDataKey, 'id:base64 of 32 bytes, separated by commas'),
  PEOPLE_RETENTION_DAYS: whole(1, 36_500),
  DRAFT_RETENTION_DAYS: whole(1, 3_650),
  NOTIFICATION_RETENTION_DAYS: whole(1, 3_650),
  TRUST_PROXY: such(isTrustProxy, 'true, false, or addresses and networks separated by commas').transform(
    (value) => (value === 'true' || value === 'false' ? value === 'true' : value),
  ),
  DRAIN_SECONDS: whole(0, 60),
  HTTPS_PROXY: such((value) => isUrl(value, 'http:', 'https:'), 'the http:// address of a proxy'),
  NO_PROXY: text.transform(entriesOf),
  NODE_EXTRA_CA_CERTS: text,
  OTEL_EXPORTER_OTLP_ENDPOINT: such(
    (value) => isUrl(value, 'http:', 'https:'),
    'the http(s) address of an OpenTelemetry collector',
  ).transform((value) => value.replace(/\/+$/, '')),
  OTEL_EXPORTER_OTLP_HEADERS: such(
    (value) => pairsOf(value).every(([name, ...words]) => name && words.length > 0),
    'name=value, separated by commas',
  ).transform(
    (value) =>
      Object.fromEntries(pairsOf(value).map(([name, ...words]) => [name, words.join('=')])) as Record<
        string,
        string
      >,
  ),
  SANDBOX_PORT: port,
  SMTP_URL: such(
    isSmtp,
    'smtp://user:password@host:port or smtps://…, with ?from=address if the user is none',
  ),
  TSA_URL: such(
    isPlainAddress,
    'the http(s) address of a timestamp authority (RFC 3161), without a user or a password',
  ),
  ROBOT_HOSTS: such(
    (value) => entriesOf(value).every((entry) => !entry.startsWith('*') && isAssetHost(entry)),
    'host or host:port, separated by commas',
  ).transform((value) => entriesOf(value).map((entry) => entry.toLowerCase())),
  AGB_GATEWAY: such(isGateway, 'sandbox, qa, production or an http(s) address').transform(gatewayOf),
  AGB_ACCESS_TOKEN: text,
  AGB_DES_KEY: such((value) => Buffer.byteLength(value) >= 8, 'at least eight bytes long'),
  AGB_MD5_SECRET_KEY: text,
  AGB_DISTR_CODE: text.max(32, 'must have at most 32 characters'),
  AGB_EMPLOYEE_CODE: text.max(32, 'must have at most 32 characters'),
  AGB_INVITATE_CODE: text.max(32, 'must have at most 32 characters'),
  AGB_VERSION: such((value) => /^\d+(\.\d+)*$/.test(value), 'a version such as 1.0'),
  AGB_LIST_SIGN: z.enum(['java', 'indexed'], 'must be java or indexed'),
  AGB_AMOUNT: z.enum(AMOUNT_IS, 'must be gross or net'),
  AGB_BODY: z.enum(['json', 'form'], 'must be json or form'),
  AGB_IP: such((value) => isIP(value) > 0 && value.length <= 32, 'an IP address of at most 32 characters'),
  AGB_ASSET_HOSTS: such(
    (value) => entriesOf(value).every(isAssetHost),
    'host, host:port or *.suffix, separated by commas',
  ).transform((value) => entriesOf(value).map((entry) => entry.toLowerCase())),
  AGB_RATE_LIMIT: whole(1, 100_000),
  AGB_STATUS_LABELS: such(
    (value) =>
      pairsOf(value).every(([label, status]) => label && (LABEL_STATUSES as string[]).includes(status ?? '')),
    `label=status, separated by commas; statuses: ${LABEL_STATUSES.join(' ')}`,
  ).transform((value) => Object.fromEntries(pairsOf(value)) as Record<string, string>),
  AGB_NOTIFY_ACK: such(isJson, 'a JSON text'),
}
export type SettingName = keyof typeof SETTINGS

/** The mode of AGB_GATEWAY and the platform's address; null for the sandbox, whose address is known later. */
export function gatewayOf(value: string): Pick<Settings['gateway'], 'mode' | 'url'> {
  if (value === 'sandbox') return { mode: 'sandbox', url: null }
  if (value === 'qa' || value === 'production') return { mode: value, url: GATEWAYS[value] }
  return { mode: 'custom', url: value.replace(/\/+$/, '') }
}

function isGateway(value: string): boolean {
  if (['sandbox', 'qa', 'production'].includes(value)) return true
  return isPlainAddress(value) && !new URL(value).search
}

function isPlainAddress(value: string): boolean {
  if (!isUrl(value, 'http:', 'https:')) return false
  const { username, password, hash } = new URL(value)
  return !username && !password && !hash
}

function isUrl(value: string, ...protocols: string[]): boolean {
  return URL.canParse(value) && protocols.includes(new URL(value).protocol)
}

/** Its sender is `from`, or a user that is an address. */
function isSmtp(value: string): boolean {
  if (!isUrl(value, 'smtp:', 'smtps:') || !new URL(value).hostname) return false
  const { searchParams, username } = new URL(value)
  return (
    [...searchParams.keys()].every((name) => name === 'from') &&
    isMail(senderOf(searchParams.get('from'), username))
  )
}

const senderOf = (from: string | null, username: string) => from ?? decodeURIComponent(username)
const isMail = (text: string) => /^[^\s@<>]+@[^\s@<>]+$/.test(text)

function isOrigin(value: string): boolean {
  return isUrl(value, 'http:', 'https:') && new URL(value).href === `${new URL(value).origin}/`
}

const HOST_NAME = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/i
const isHostName = (value: string) => HOST_NAME.test(value)

/** `host`, `host:port` or `*.suffix`; the suffix is a domain, never a top-level domain. */
function isAssetHost(entry: string): boolean {
  if (entry.startsWith('*.')) return isHostName(entry.slice(2)) && entry.slice(2).includes('.')
  const [, host = '', given] = /^(\[[^\]]+\]|[^:]+)(?::(\d+))?$/.exec(entry) ?? []
  const known = host.startsWith('[') ? isIP(host.slice(1, -1)) === 6 : isHostName(host)
  return known && (given === undefined || port.safeParse(given).success)
}

function isTrustProxy(value: string): boolean {
  const names = ['loopback', 'linklocal', 'uniquelocal']
  return (
    value === 'true' ||
    value === 'false' ||
    entriesOf(value).every((entry) => {
      const [address = '', bits = '0', ...more] = entry.split('/')
      const most = isIP(address) === 6 ? 128 : 32
      return (
        names.includes(entry) ||
        (isIP(address) > 0 && whole(0, most).safeParse(bits).success && more.length === 0)
      )
    })
  )
}

function isDataKey(value: string): boolean {
  try {
    return parseDataKeys(value).length > 0
  } catch {
    return false
  }
}

function isJson(value: string): boolean {
  try {
    JSON.parse(value)
    return true
  } catch {
    return false
  }
}

function entriesOf(value: string): string[] {
  return value.split(',').map((entry) => entry.trim())
}

function pairsOf(value: string): string[][] {
  return entriesOf(value).map((entry) => entry.split('=').map((part) => part.trim()))
}
