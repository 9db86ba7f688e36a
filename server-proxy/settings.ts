import type { AmountIs } from '#contract/money.ts'

/** The environment, read and validated once by env.ts. */
export type GatewayKeys = {
  accessToken: string
  desKey: string
  md5SecretKey: string
  distrCode: string
  employeeCode: string
  invitateCode: string
}

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const
type LogLevel = (typeof LOG_LEVELS)[number]

export type Settings = {
  port: number
  host: string
  /** Origin, no trailing slash. */
  publicUrl: string
  /** Null: embedded PostgreSQL in dataDir. */
  databaseUrl: string | null
  /** Absolute. */
  dataDir: string
  adminPassword: string | null
  logLevel: LogLevel
  /** Token for /metrics; null: open to this machine only. */
  metricsToken: string | null
  /** `id:base64,…`; null: created and kept in dataDir. */
  dataKey: string | null
  /** How long /readyz fails before the portal stops listening, s. */
  drainSeconds: number
  /** Proxies whose X-Forwarded-For is trusted: addresses and networks; true: one hop. */
  trustProxy: boolean | string
  retention: { peopleDays: number | null; draftDays: number; notificationDays: number }
  gateway: {
    mode: 'sandbox' | 'qa' | 'production' | 'custom'
    /** Null for `sandbox`: main fills in its address and test keys. */
    url: string | null
    keys: GatewayKeys | null
    version: string
    listSign: 'java' | 'indexed'
    /** Whether orderTotalAmt is before or after the reduction. */
    amountIs: AmountIs
    body: 'json' | 'form'
    ip: string | null
    rateLimit: number
    /** Labels of orderStatus that extend the built-in table. */
    statusLabels: Record<string, string>
    notifyAck: string
  }
  /** Proxy of outgoing https requests; `except` are hosts reached without it. */
  proxy: { url: string; except: string[] } | null
  /** OpenTelemetry collector; null: no traces. */
  tracing: { url: string; headers: Record<string, string> } | null
  /** File of further certificate authorities to trust. */
  extraAuthorities: string | null
  /** Entries of AGB_ASSET_HOSTS: host, host:port or *.suffix. */
  assetHosts: string[]
  sandboxPort: number
  /** `smtp://user:password@host:port?from=address`; null: no mail is sent. */
  smtpUrl: string | null
  /** Address of the timestamp authority; null: exported evidence has no timestamp. */
  tsaUrl: string | null
  /** Hosts of group robots besides the documented ones: host or host:port. */
  robotHosts: string[]
}
