import { type Kysely, sql } from 'kysely'

/** Insurers' PDFs, stored by content and in parts, so none is held in memory as a whole. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS = [
  `create table files (
    id uuid primary key,
    sha256 bytea unique,
    size int,
    touched_at timestamptz not null default now()
  )`,
  // A PDF is already compressed.
  `create table file_parts (
    file_id uuid not null references files on delete cascade,
    n int not null,
    bytes bytea not null,
    primary key (file_id, n)
  )`,
  `alter table file_parts alter column bytes set storage external`,
  `alter table product_documents add column file_id uuid references files`,
  `create index on product_documents (file_id) where file_id is not null`,
]
