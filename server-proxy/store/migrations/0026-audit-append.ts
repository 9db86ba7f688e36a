import { type Kysely, sql } from 'kysely'

/**
 * Appends entries to the audit log in one query if its last entry is the expected one; otherwise returns the
 * last one and the stored end. Volatile, so statements after the lock see what the previous holder committed.
 * Uses the lock of audit_last (0017), because processes of older versions still write.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create function audit_append(
      p_n bigint, p_hash bytea, p_ats timestamptz[], p_actors text[], p_acts text[], p_kinds text[], p_ids text[],
      p_details text[], p_previous bytea[], p_hashes bytea[], p_mac bytea,
      out appended boolean, out n bigint, out at timestamptz, out hash bytea, out head_n bigint, out head_mac bytea
    ) language plpgsql as $$
    begin
      perform pg_advisory_xact_lock(x'61756469'::int);
      select last.n, last.at, last.hash into n, at, hash from audit_log last order by last.n desc limit 1;
      appended := coalesce(n, 0) = p_n and (n is null or hash = p_hash);
      if not appended then
        select head.n, head.mac into head_n, head_mac from audit_head head;
        return;
      end if;
      insert into audit_log (n, at, actor, act, subject_kind, subject_id, detail, previous, hash)
        select p_n + came.place, came.at, came.actor, came.act, came.kind, came.id, came.detail::json, came.previous, came.hash
        from unnest(p_ats, p_actors, p_acts, p_kinds, p_ids, p_details, p_previous, p_hashes) with ordinality
          as came (at, actor, act, kind, id, detail, previous, hash, place);
      if p_mac is not null then
        insert into audit_head (one, n, mac) values (true, p_n + cardinality(p_ats), p_mac)
          on conflict (one) do update set n = excluded.n, mac = excluded.mac;
      end if;
    end $$`.execute(db)
}
