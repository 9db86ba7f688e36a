import { type Kysely, sql } from 'kysely'

/**
 * A sale ends once, in an order or in a link: drafts count their saves and know their link, links have the
 * idempotency key of their request. Group number (团号) and note of orders and links; a draft's words for lists.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS = [
  `alter table drafts add column version int not null default 0, add column link_id uuid,
   add column summary_sealed bytea`,
  `alter table links add column draft_id uuid, add column idempotency_key text, add column request_hash bytea,
   add column reply_sealed bytea, add column group_no text, add column note_sealed bytea`,
  `create unique index links_by_key on links (created_by, idempotency_key)`,
  `create index links_by_draft on links (draft_id) where draft_id is not null`,
  `alter table orders add column group_no text, add column note_sealed bytea`,
  `create index orders_by_group on orders (group_no text_pattern_ops, id) where group_no is not null`,
]
