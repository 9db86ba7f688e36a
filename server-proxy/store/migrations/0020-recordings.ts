import { type Kysely, sql } from 'kysely'

/** The masked recordings of customers' pages: each piece's hash is in the trail, its sealed content here. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS = [
  `alter table trails add column recorded int not null default 0`,
  `create table trail_pieces (
    id uuid primary key,
    trail_id uuid not null references trails on delete cascade,
    visit text not null,
    piece int not null,
    hash bytea not null,
    content_sealed bytea,
    unique (trail_id, visit, piece)
  )`,
]
