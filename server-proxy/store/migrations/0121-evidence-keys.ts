import { type Kysely, sql } from 'kysely'

/** The keys that signed exported evidence, by number; the last one signs. Each derives from the vault's key. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table evidence_keys (n int primary key, added_at timestamptz not null default now())`.execute(
    db,
  )
  await sql`insert into evidence_keys (n, added_at)
    select 1, coalesce(min(started_at), now()) from trails`.execute(db)
}
