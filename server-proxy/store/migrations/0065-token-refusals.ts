import { type Kysely, sql } from 'kysely'

/** Refused tokens of a partner by reason, for its page: at most 50 rows each, equal ones counted. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table token_refusals (
    partner_id uuid not null references partners on delete cascade,
    reason text not null,
    field text not null,
    origin text not null,
    count int not null default 1,
    last_at timestamptz not null,
    primary key (partner_id, reason, field, origin)
  )`.execute(db)
}
