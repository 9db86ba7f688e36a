import { type Kysely, sql } from 'kysely'

/** When a session was last used: one that nobody uses ends before its time. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table sessions add column seen_at timestamptz not null default now()`.execute(db)
}
