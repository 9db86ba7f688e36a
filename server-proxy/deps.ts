import type { Kysely } from 'kysely'
import type pg from 'pg'
import type { AmountIs } from '#contract/money.ts'
import type { Gateway } from './gateway/types.ts'
import type { Drain } from './http/drain.ts'
import type { Assets } from './http/assets.ts'
import type { Egress } from './http/egress.ts'
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

/** All that the portal's features stand on; main makes them, tests make their own. */
export type Deps = {
  db: Kysely<Database>
  pool: pg.Pool
  vault: Vault
  gateway: Gateway
  assets: Assets
  /** The way to partners' servers. */
  egress: Egress
  jobs: Jobs
  live: Live
  storage: Storage
  log: Log
  drain: Drain
  /** Origin of the portal, no trailing slash. */
  publicUrl: string
  trustProxy: boolean | string
  metricsToken: string | null
  /** True only with our own sandbox: the pages then say that no money moves. */
  sandbox: boolean
  /** Origin of the sandbox, where a partner's page can be tried; null without it. */
  demoSite: string | null
  /** What registration forms start from. */
  memberDefaults: { employeeCode: string; invitateCode: string }
  /** Days that personal data is kept; null: until somebody erases it. */
  retention: { peopleDays: number | null; draftDays: number; notificationDays: number }
  statusLabels: Record<string, string>
  /** How the platform's total and reduction go together; `moneyOf` takes it. */
  amountIs: AmountIs
  /** Body that acknowledges a notification, JSON text. */
  notifyAck: string
  /** ms since the epoch. */
  now(): number
}
