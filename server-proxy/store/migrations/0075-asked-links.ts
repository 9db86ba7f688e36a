import { type Kysely, sql } from 'kysely'

/** `links.asked_at`: since when a customer waits for staff to renew a link that is over. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table links add column asked_at timestamptz`.execute(db)
  await sql`create index links_asked on links (asked_at) where asked_at is not null`.execute(db)
}
