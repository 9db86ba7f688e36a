import { type Kysely, sql } from 'kysely'

/** What people are told: events waiting to be told, their messages, robots, and what each user wants. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS = [
  `create table notice_events (
    id bigint generated always as identity primary key,
    kind text not null,
    order_id uuid references orders (id),
    detail text,
    at timestamptz not null default now()
  )`,
  `create table notice_robots (
    id uuid primary key,
    brand text not null check (brand in ('wecom', 'dingtalk', 'feishu')),
    title text not null,
    host text not null,
    address_sealed bytea not null,
    secret_sealed bytea,
    kinds text[] not null,
    language text not null check (language in ('zh', 'en')),
    created_at timestamptz not null default now()
  )`,
  `create table notice_choices (
    user_id uuid primary key references users (id),
    mail_sealed bytea,
    kinds text[] not null,
    language text not null check (language in ('zh', 'en'))
  )`,
  `create table notice_stops (
    order_id uuid primary key references orders (id),
    at timestamptz not null default now()
  )`,
  `create table notices (
    id uuid primary key,
    kind text not null,
    robot_id uuid references notice_robots (id) on delete cascade,
    user_id uuid references users (id),
    order_id uuid references orders (id),
    content jsonb not null,
    state text not null default 'waiting' check (state in ('waiting', 'sent', 'dropped', 'dead')),
    attempts int not null default 0,
    outcome text,
    created_at timestamptz not null default now(),
    tried_at timestamptz
  )`,
  `create unique index on notices (order_id, kind) where order_id is not null`,
  `create index on notices (created_at)`,
  `create table outages (
    id bigint generated always as identity primary key,
    kind text not null check (kind in ('unreachable', 'refused')),
    code text,
    began_at timestamptz not null,
    ended_at timestamptz
  )`,
  `create unique index on outages ((true)) where ended_at is null`,
]
