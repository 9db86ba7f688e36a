import { type Kysely, sql } from 'kysely'

/** One file may invoice several policies; `policy_code` stays for processes of the previous version. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table invoice_files add column policy_codes text[] not null default '{}'`.execute(db)
}
