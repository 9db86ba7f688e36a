import { type Kysely, sql } from 'kysely'

/** The origin of the partner's page in whose frame a purchase was begun: it ends where the site may show it no more. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table purchases add column page_origin text`.execute(db)
}
