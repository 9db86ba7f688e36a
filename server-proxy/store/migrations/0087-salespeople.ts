import { type Kysely, sql } from 'kysely'

/** The name and 执业证编号 under which a member of staff sells; both or neither. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table users add column sells_as text, add column practice_no text,
    add check ((sells_as is null) = (practice_no is null))`.execute(db)
}
