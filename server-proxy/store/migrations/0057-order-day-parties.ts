import { type Kysely, sql } from 'kysely'

/**
 * Orders summed by day and member, and by day and partner, beside `order_days`: a table of its own, because a
 * living older version folds that one without knowing them.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const COLUMNS = 'kind, party, day, created_by, status, orders, amount, reduction'
const rowsOf = (row: string, sign: '' | '-') => `
  ('member', ${row}.member_id, order_day(${row}.id), ${row}.created_by, ${row}.status, ${sign}1,
    ${sign}coalesce(${row}.amount, 0), ${sign}coalesce(${row}.reduction, 0)),
  ('partner', ${row}.partner_id::text, order_day(${row}.id), ${row}.created_by, ${row}.status, ${sign}1,
    ${sign}coalesce(${row}.amount, 0), ${sign}coalesce(${row}.reduction, 0))`
const sums = (kind: string, party: string, from: string) => `
  insert into order_day_parties (${COLUMNS}, folded)
    select '${kind}', ${party}, order_day(id), created_by, status, count(*), coalesce(sum(amount), 0),
      coalesce(sum(reduction), 0), ${from === 'orders'}
    from ${from} where ${party} is not null group by 1, 2, 3, 4, 5;`
const changed = ['id', 'created_by', 'member_id', 'partner_id', 'status', 'amount', 'reduction']
const rowOf = (row: string) => `row(${changed.map((column) => `${row}.${column}`).join(', ')})`

const STATEMENTS = [
  `create table order_day_parties (
    kind text not null check (kind in ('member', 'partner')),
    party text not null,
    day date not null,
    created_by uuid not null,
    status text not null,
    orders int not null,
    amount bigint not null,
    reduction bigint not null,
    folded boolean not null default false
  )`,
  sums('member', 'member_id', 'orders'),
  sums('partner', 'partner_id::text', 'orders'),
  `create index on order_day_parties (kind, day, party, created_by, status)`,
  `create index on order_day_parties (day) where not folded`,

  `create function order_parties_made() returns trigger language plpgsql as $$ begin
    ${sums('member', 'member_id', 'made')} ${sums('partner', 'partner_id::text', 'made')}
    return null;
  end $$`,
  `create trigger order_parties_made after insert on orders referencing new table as made
    for each statement execute function order_parties_made()`,
  `create function order_parties_moved() returns trigger language plpgsql as $$ begin
    if tg_op = 'UPDATE' then
      insert into order_day_parties (${COLUMNS})
        select * from (values ${rowsOf('new', '')}) as one where column2 is not null;
    end if;
    insert into order_day_parties (${COLUMNS})
      select * from (values ${rowsOf('old', '-')}) as one where column2 is not null;
    return null;
  end $$`,
  `create trigger order_parties_moved after update on orders for each row
    when (${rowOf('old')} is distinct from ${rowOf('new')}) execute function order_parties_moved()`,
  `create trigger order_parties_gone after delete on orders for each row execute function order_parties_moved()`,
]
