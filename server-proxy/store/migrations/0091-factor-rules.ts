import { type Kysely, sql } from 'kysely'

/** Roles whose users need a second factor. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table factor_rules (
    role text primary key check (role in ('clerk', 'manager', 'admin'))
  )`.execute(db)
}
