import { type Kysely, sql } from 'kysely'

/** Names of the data keys that have written here; the current one is known by what it sealed. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table data_keys (id text primary key, since timestamptz not null default now())`.execute(
    db,
  )
  await sql`
    insert into data_keys (id)
    select convert_from(substring(key_sealed from 2 for get_byte(key_sealed, 0)), 'UTF8') from vault_keys
    on conflict do nothing`.execute(db)
}
