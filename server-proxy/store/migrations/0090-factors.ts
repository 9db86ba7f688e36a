import { type Kysely, sql } from 'kysely'

/**
 * Second factors: authenticator apps, recovery codes, sign-ins that wait for them. `proven_at`: when the user of a
 * session last proved who they are.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS = [
  `create table totp_factors (
    user_id uuid primary key references users (id),
    secret_sealed bytea not null,
    confirmed_at timestamptz,
    last_step int not null default 0
  )`,
  `create table recovery_codes (
    user_id uuid not null references users (id),
    hash bytea not null,
    used_at timestamptz,
    primary key (user_id, hash)
  )`,
  `create table pending_sign_ins (
    token_hash bytea primary key,
    user_id uuid not null references users (id),
    expires_at timestamptz not null,
    created_at timestamptz not null default now()
  )`,
  `create index on pending_sign_ins (user_id)`,
  `alter table sessions add column proven_at timestamptz not null default now()`,
]
