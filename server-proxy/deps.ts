import type { Kysely } from 'kysely'
import type pg from 'pg'
import type { AmountIs } from '#contract/money.ts'
import type { Tracing } from './gateway/tracing.ts'
import type { Gateway } from './gateway/types.ts'
import type { Drain } from './http/drain.ts'
import type { Assets } from './http/assets.ts'
import type { Egress } from './http/egress.ts'
import type { Mailer } from './http/mailer.ts'
import type { TimestampAuthority } from './http/timestamps.ts'
import type { Jobs } from './jobs/jobs.ts'
import type { Live } from './live/live.ts'
import type { Database } from './store/schema.ts'
import type { Storage } from './store/storage.ts'
import type { Vault } from './store/vault/vault.ts'

export type Log = {
  info(details: object, message: string): void
  warn(details: object, message: string): void
  error(details: object, message: string): void
}

/** Dependencies of the portal's features; main creates them, tests create their own. */
export type Deps = {
  db: Kysely<Database>
  pool: pg.Pool
  vault: Vault
  gateway: Gateway
  assets: Assets
  /** Outgoing requests to partners' servers, and for documents at an address. */
  egress: Egress
  /** Outgoing requests to group robots. */
  robots: Egress
  /** Hosts of robots besides the documented ones. */
  robotHosts: readonly string[]
  /** Null: no mail server is set, and no mail is sent. */
  mailer: Mailer | null
  /** Null: no authority is set, and exported evidence has no timestamp. */
  timestamps: TimestampAuthority | null
  jobs: Jobs
  live: Live
  storage: Storage
  log: Log
  /** Null unless OTEL_EXPORTER_OTLP_ENDPOINT is set. */
  tracing: Tracing | null
  drain: Drain
  /** Origin of the portal, no trailing slash. */
  publicUrl: string
  trustProxy: boolean | string
  metricsToken: string | null
  /** True only with our own sandbox: pages then say that no money moves. */
  sandbox: boolean
  /** True only where real insurance is sold. */
  production: boolean
  /** Origin of the sandbox's partner site; null without the sandbox. */
  demoSite: string | null
  /** The portal's own version. */
  version: string
  /** Defaults of registration forms. */
  memberDefaults: { employeeCode: string; invitateCode: string }
  /** Retention in days; null: until staff erase it. */
  retention: { peopleDays: number | null; draftDays: number; notificationDays: number }
  statusLabels: Record<string, string>
  /** Whether the platform's total is before or after the reduction; `moneyOf` takes it. */
  amountIs: AmountIs
  /** JSON body that acknowledges a notification. */
  notifyAck: string
  /** ms since the epoch. */
  now(): number
}
