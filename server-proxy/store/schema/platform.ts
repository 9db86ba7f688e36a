import type { ColumnType, Generated } from 'kysely'
import type { CreatedAt, Sealed } from './columns.ts'

export type Notifications = {
  id: Generated<number>
  order_id: string
  event: 'deliver' | 'return' | 'refund'
  content_type: string | null
  /** The raw bytes, sealed: anyone may have sent them. */
  body_sealed: Sealed
  received_at: CreatedAt
  handled_at: Date | null
  /** When the platform's answer was compared with it; null while the platform could not be asked. */
  weighed_at: ColumnType<Date | null, Date | null | undefined>
}

/** Every call to the platform: the sliding window log of the budget, and the admin's view. Never a body. */
export type GatewayCalls = {
  id: Generated<number>
  interface: string
  priority: 'screen' | 'background'
  /** Hash of the address of an anonymous visitor. */
  visitor: ColumnType<string | null, string | null | undefined, never>
  order_id: string | null
  started_at: CreatedAt
  /** Null while in flight; a killed process leaves it null and `lease_until` frees the slot. */
  ended_at: Date | null
  lease_until: Date
  /** The platform's code, or a word for the failure. */
  outcome: string | null
  http_status: number | null
  /** The platform's clock minus ours by this answer's `Date` header, ms. */
  skew_ms: Generated<number | null>
}

/** The back-off after 0002: one row for all processes. */
export type GatewayBackoff = { until: Date; strikes: number; lost: number; lost_until: Date }

/** One row per `npm run backup`. */
export type Backups = { made_at: Date; row_count: number }
