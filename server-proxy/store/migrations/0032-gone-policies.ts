import { type Kysely, sql } from 'kysely'

/** When a complete answer of the platform left a policy out: it stays on file and no longer counts. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table policies add column gone_at timestamptz`.execute(db)
}
