import type { ColumnType, Generated } from 'kysely'
import type { TrailKind } from '#contract/trail.ts'
import type { Sealed } from './columns.ts'

/** Everything that a customer saw and did in one purchase, as an append-only chain. Its id is the purchase's. */
export type Trails = {
  id: string
  order_id: string | null
  /** Number of entries, the last one's hash, and a keyed hash over both. */
  n: Generated<number>
  hash: Buffer
  mac: Buffer
  started_at: ColumnType<Date, Date | undefined, never>
  /** Its people were erased: the recording is sealed or deleted. */
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
  /** The page load that reported it, and its number there; null: the portal itself. */
  visit: string | null
  seq: number | null
  /** The time by the browser's own clock. */
  said_at: Date | null
  /** The entry of the order's timeline that it refers to. */
  event: number | null
  /** JSON without personal data; text, because the hash covers its original form. */
  detail: string
  previous: Buffer
  hash: Buffer
}

/** A key that signs exported evidence. It derives from the vault's key and its number. */
export type EvidenceKeys = {
  n: number
  added_at: ColumnType<Date, Date | undefined, never>
}

/** What the order of a trail was made of, as canonical JSON; null once it was deleted. The trail has its hash. */
export type TrailAnnexes = {
  trail_id: string
  content_sealed: Sealed | null
}

/** A piece of a page load's masked recording; null once it was deleted. */
export type TrailPieces = {
  id: string
  trail_id: string
  visit: string
  piece: number
  /** SHA-256 of the content, as in the trail. */
  hash: Buffer
  content_sealed: Sealed | null
}
