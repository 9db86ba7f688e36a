import { type Kysely, sql } from 'kysely'

/**
 * The last entry of the audit log, for whoever writes the next: nobody else writes until his commit. Volatile, so that
 * its second statement sees what the last holder of the lock committed.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create function audit_last(out at timestamptz, out n bigint, out hash bytea) language plpgsql as $$
    begin
      perform pg_advisory_xact_lock(x'61756469'::int);
      at := date_trunc('milliseconds', clock_timestamp());
      select last.n, last.hash into n, hash from audit_log last order by last.n desc limit 1;
    end $$`.execute(db)
}
