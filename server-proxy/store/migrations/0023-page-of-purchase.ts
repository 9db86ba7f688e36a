import { type Kysely, sql } from 'kysely'

/**
 * The origin of the partner's page that framed a purchase's start: the purchase ends when the site may not
 * show it any more.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table purchases add column page_origin text`.execute(db)
}
