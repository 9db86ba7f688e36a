import type { AmountIs } from '#contract/money.ts'

/** What the environment says, read and checked once by env.ts. */
export type GatewayKeys = {
  accessToken: string
  desKey: string
  md5SecretKey: string
  distrCode: string
  employeeCode: string
  invitateCode: string
}

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
  /** Who reads /metrics brings it; null: whoever is on this machine. */
  metricsToken: string | null
  /** `id:base64,…`; null: made and kept in dataDir. */
  dataKey: string | null
  /** How long /readyz says no before the portal stops listening, s. */
  drainSeconds: number
  /** Whose X-Forwarded-For is believed: addresses and nets; true: whoever connects, and nobody behind. */
  trustProxy: boolean | string
  retention: { peopleDays: number | null; draftDays: number; notificationDays: number }
  gateway: {
    mode: 'sandbox' | 'qa' | 'production' | 'custom'
    /** Null with `sandbox`: main fills in where the sandbox listens, and its test keys. */
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
  /** Entries of AGB_ASSET_HOSTS: host, host:port or *.suffix. */
  assetHosts: string[]
  sandboxPort: number
}
