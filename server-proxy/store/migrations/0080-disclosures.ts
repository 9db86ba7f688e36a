import { type Kysely, sql } from 'kysely'

/** The distributor's disclosure. A change adds a version; the newest holds. `sha256` is of `content`. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table disclosures (
    id uuid primary key,
    sha256 bytea not null,
    content text not null,
    created_by uuid not null references users,
    created_at timestamptz not null default now()
  )`.execute(db)
}
