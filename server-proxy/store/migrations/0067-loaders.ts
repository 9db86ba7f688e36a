import { type Kysely, sql } from 'kysely'

/** Every released loader, because partners' pages pin one by its hash. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table loaders (
    hash text primary key,
    code text not null,
    created_at timestamptz not null default now()
  )`.execute(db)
}
