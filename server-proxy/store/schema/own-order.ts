import type { ColumnType, Generated } from 'kysely'
import type { OwnFileKind } from '#contract/own-order.ts'
import type { Language } from '#contract/problems.ts'
import type { Sealed } from './columns.ts'

/** The customer's own link to an order: found by the token's SHA-256, shown again from the sealed value. */
export type OwnLinks = {
  order_id: string
  token_hash: Buffer
  token_sealed: Sealed
  made_at: ColumnType<Date, Date | undefined, Date>
}

/** Wrong guesses of the last four, over the lifetime of an order or a link. */
export type Guesses = {
  kind: 'order' | 'lookup' | 'link'
  id: string
  wrong: Generated<number>
  /** Set after too many wrong guesses. Nothing opens until staff have checked. */
  closed_at: Date | null
}

/** A ticket that opens one file of one order for a short time. */
export type FileTickets = {
  ticket_hash: Buffer
  order_id: string
  kind: OwnFileKind
  policy_code: string | null
  n: number | null
  language: Language
  expires_at: Date
}
