import { type Kysely, sql } from 'kysely'

/** The append-only audit log; distinguishable sessions; orders with erased people. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS = [
  // `detail` is json instead of jsonb: the hash covers its original text.
  `create table audit_log (
    n bigint primary key,
    at timestamptz not null,
    actor text not null,
    act text not null,
    subject_kind text,
    subject_id text,
    detail json not null,
    previous bytea not null,
    hash bytea not null
  )`,
  `create index on audit_log (at)`,
  `create index on audit_log (actor, n desc)`,
  `create index on audit_log (act, n desc)`,
  `create index on audit_log (subject_id, n desc) where subject_id is not null`,
  `create function audit_log_only_grows() returns trigger language plpgsql as
    $$ begin raise exception 'the audit log only grows'; end $$`,
  `create trigger audit_log_only_grows before update or delete or truncate on audit_log
    for each statement execute function audit_log_only_grows()`,

  // A keyed hash of each setting's value detects a change without storing the value.
  `create table settings_seen (name text primary key, fingerprint bytea not null)`,

  `alter table sessions add column id uuid not null default gen_random_uuid() unique, add column agent text`,
  `alter table orders add column erased_at timestamptz`,
]
