import { type Kysely, sql } from 'kysely'

/**
 * Locks the audit log until commit and returns its last entry. Volatile, so its second statement sees what
 * the previous holder committed.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create function audit_last(out at timestamptz, out n bigint, out hash bytea) language plpgsql as $$
    begin
      perform pg_advisory_xact_lock(x'61756469'::int);
      at := date_trunc('milliseconds', clock_timestamp());
      select last.n, last.hash into n, hash from audit_log last order by last.n desc limit 1;
    end $$`.execute(db)
}
