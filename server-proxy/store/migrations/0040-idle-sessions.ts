import { type Kysely, sql } from 'kysely'

/** Last use of a session: an unused one ends early. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table sessions add column seen_at timestamptz not null default now()`.execute(db)
}
