import type { ColumnType, Generated } from 'kysely'
import type { TrailKind } from '#contract/trail.ts'
import type { Sealed } from './columns.ts'

/** What a customer was shown and did in one purchase, as a chain that only grows. Its id is the purchase's. */
export type Trails = {
  id: string
  order_id: string | null
  /** How many entries there are, the last one's hash, and a keyed hash over both. */
  n: Generated<number>
  hash: Buffer
  mac: Buffer
  started_at: ColumnType<Date, Date | undefined, never>
  /** Its people were removed for good. */
  erased_at: Date | null
  /** Bytes of recording so far. */
  recorded: Generated<number>
}

export type TrailEntries = {
  trail_id: string
  /** 1, 2, 3 … without a gap. */
  n: number
  /** By the database's clock. */
  at: Date
  kind: TrailKind
  /** The page load that said it, and its number there; null: the portal itself. */
  visit: string | null
  seq: number | null
  /** When the browser's own clock says it was. */
  said_at: Date | null
  /** The line of the order's history that it stands for. */
  event: number | null
  /** JSON, no personal data; text, since the hash is over it as it was written. */
  detail: string
  previous: Buffer
  hash: Buffer
}

/** A stretch of the masked recording of one page load; null once its people were erased. */
export type TrailPieces = {
  id: string
  trail_id: string
  visit: string
  piece: number
  /** SHA-256 of the content, as the trail has it too. */
  hash: Buffer
  content_sealed: Sealed | null
}
