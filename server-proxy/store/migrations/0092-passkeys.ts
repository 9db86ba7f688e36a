import { type Kysely, sql } from 'kysely'

/** Passkeys and the challenges that wait for their answers. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS = [
  `create table passkeys (
    id uuid primary key,
    user_id uuid not null references users (id),
    credential_id text not null unique,
    public_key bytea not null,
    counter bigint not null,
    transports text[] not null,
    name text not null,
    created_at timestamptz not null default now(),
    used_at timestamptz
  )`,
  `create index on passkeys (user_id)`,
  `create table passkey_challenges (
    challenge text primary key,
    user_id uuid not null references users (id),
    purpose text not null check (purpose in ('add', 'prove')),
    expires_at timestamptz not null
  )`,
]
