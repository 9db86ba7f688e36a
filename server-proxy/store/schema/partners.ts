import type { ColumnType, Generated, Selectable } from 'kysely'
import type { LicenceKind } from '#contract/licence.ts'
import type { PartnerScope, PartnerTheme } from '#contract/partners.ts'
import type { CreatedAt, Json, Sealed } from './columns.ts'

export type Partners = {
  id: string
  name: string
  origins: Json<string[]>
  member_id: string
  products: Json<string[]>
  /** Without a licence: an information card and a hand-over, never a form inside the frame. */
  licensed: boolean
  /** As on the licence; null until entered. */
  licence_name: string | null
  licence_no: string | null
  licence_kind: LicenceKind | null
  /** The evidence: SHA-256 of a stored file. */
  licence_file: Buffer | null
  /** Last day, Asia/Shanghai. */
  licence_until: string | null
  theme: Json<PartnerTheme>
  return_url: string | null
  webhook_url: string | null
  webhook_secret_sealed: Sealed
  /** The scopes of its server in the Partner API. */
  scopes: ColumnType<PartnerScope[], string | undefined, string>
  disabled_at: Date | null
  created_by: string
  created_at: CreatedAt
  updated_at: ColumnType<Date, Date | undefined, Date>
}

export type PartnerKeys = {
  id: string
  partner_id: string
  secret_sealed: Sealed
  created_by: string
  created_at: CreatedAt
  used_at: Date | null
}

export type SpentTokens = { partner_id: string; jti: string; expires_at: Date }

/** Faults of a partner's tokens. Equal ones are counted. */
export type TokenRefusals = {
  partner_id: string
  reason: string
  /** A claim, or a path in `prefill`. */
  field: string
  origin: string
  count: Generated<number>
  last_at: Date
}

/** Events for partners; the stored body is signed and sent unchanged. */
export type PartnerEvents = {
  id: string
  partner_id: string
  /** Null: about a purchase that is no order. */
  order_id: string | null
  body: string
  /** `kept`: there was no address to send it to; it can be read through the Partner API. */
  state: 'waiting' | 'delivered' | 'dead' | 'kept'
  /** In the order of a partner's commits, for cursors. */
  n: ColumnType<number, never, never>
  /** The beginning of the last answer's body. */
  answer: ColumnType<string | null, string | null | undefined, string | null>
  attempts: Generated<number>
  /** The last answer: an HTTP status, or a word for the failure. */
  outcome: string | null
  tried_at: Date | null
  created_at: CreatedAt
  /** Dead, and dismissed by an admin. */
  settled_at: Date | null
}

/** Released embed scripts. */
export type Loaders = { hash: string; code: string; created_at: CreatedAt }

export type PartnerRow = Selectable<Partners>
