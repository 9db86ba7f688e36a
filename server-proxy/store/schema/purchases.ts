import type { ColumnType, Generated, Selectable } from 'kysely'
import type { Channel } from '#contract/place-order.ts'
import type { PurchaseStep } from '#contract/purchase-steps.ts'
import type { CreatedAt, Json, Sealed } from './columns.ts'

export type Links = {
  id: string
  kind: 'link' | 'public'
  /** SHA-256 of the token; the token itself is sealed, because staff see it again. */
  token_hash: Buffer
  token_sealed: Sealed
  member_id: string
  product_code: string
  title: string | null
  /** PurchaseDraft as JSON. */
  prefill_sealed: Sealed | null
  /** Maximum orders; null: unlimited. */
  uses: number | null
  expires_at: Date | null
  revoked_at: Date | null
  /** Since when a customer waits for its renewal. */
  asked_at: Date | null
  opened: Generated<number>
  created_by: string
  created_at: CreatedAt
  /** The draft that was handed over with it. */
  draft_id: string | null
  /** Together with created_by the only key of replays; null: sent without one. */
  idempotency_key: string | null
  request_hash: Buffer | null
  /** The answer that a replay repeats. */
  reply_sealed: Sealed | null
  /** 团号. */
  group_no: string | null
  /** A staff note. */
  note_sealed: Sealed | null
}

/** One customer's unfinished sale. */
export type Purchases = {
  id: string
  /** SHA-256 of its bearer; for a single-use link that is the link's own token. */
  token_hash: Buffer
  link_id: string | null
  channel: Exclude<Channel, 'staff'>
  partner_id: string | null
  /** The partner's own reference. */
  reference: string | null
  /** The partner's page that framed its start; null on pages of the portal. */
  page_origin: string | null
  member_id: string
  product_code: string
  /** The user credited with the order. */
  created_by: string
  step: PurchaseStep
  /** PurchaseDraft as JSON. */
  draft_sealed: Sealed
  /** What was filled in before the customer came; null: begun before this was kept. */
  prefill_sealed: ColumnType<Sealed | null, Sealed, never>
  version: Generated<number>
  language: 'zh' | 'en' | null
  expires_at: Date | null
  order_id: string | null
  /** Orders from it that the platform refused. */
  refusals: Generated<number>
  refusal: Json<{ code: string; detail: string | null } | null> | null
  /** Its order's addresses were renewed: its bearer opens nothing. */
  revoked_at: Date | null
  /** When it was counted as abandoned. It may have continued since. */
  abandoned_at: Date | null
  created_at: CreatedAt
  updated_at: ColumnType<Date, Date | undefined, Date>
}

/** Abandoned purchases that were not ordered since. They outlast the purchase and hold no person. */
export type AbandonedPurchases = {
  /** The purchase's. */
  id: string
  /** The last one. */
  step: PurchaseStep
  /** The user credited with it. */
  created_by: string
  begun_at: Date
}

export type Drafts = {
  id: string
  user_id: string
  /** Null: from before titles were sealed. */
  title_sealed: Sealed | null
  content_sealed: Sealed
  /** DraftSummary as JSON, for lists; null: saved by an earlier version. */
  summary_sealed: Sealed | null
  /** Counts saves. */
  version: Generated<number>
  order_id: string | null
  /** The link that it was handed over with. */
  link_id: string | null
  /** The split sale that it was placed as. */
  batch_id: ColumnType<string | null, string | undefined, string | null>
  /** The order that it was copied from, and what of it. */
  copied_from: ColumnType<string | null, string | undefined, never>
  copied: ColumnType<'people' | 'dates' | null, 'people' | 'dates' | undefined, never>
  updated_at: Date
  created_at: CreatedAt
}

export type LinkRow = Selectable<Links>

export type PurchaseRow = Selectable<Purchases>
