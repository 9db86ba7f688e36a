import { type Kysely, sql } from 'kysely'

/** The kind of a partner's licence, and its evidence: a stored file by its SHA-256. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table partners
    add column licence_kind text check (licence_kind in ('broker', 'agency', 'sideline')),
    add column licence_file bytea references files (sha256)`.execute(db)
}
