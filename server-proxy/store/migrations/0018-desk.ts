import { type Kysely, sql } from 'kysely'

/** Desk figures at constant cost: orders summed by day, and a queue ordered by age. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS = [
  // An order's id is a UUIDv7 and contains its creation time, which also sorts the list of orders.
  `create function order_made_at(id uuid) returns timestamptz language sql immutable strict parallel safe as
    $$ select to_timestamp(('x0000' || left(replace(id::text, '-', ''), 12))::bit(64)::bigint / 1000.0) $$`,
  `create function order_day(id uuid) returns date language sql immutable strict parallel safe as
    $$ select (order_made_at(id) at time zone 'Asia/Shanghai')::date $$`,

  /*
   * Number and amounts of a day's orders by status. Each move only inserts rows (one less there, one more
   * here), so writers do not block each other; a job folds the rows of a key. The sum is right at any moment.
   */
  `create table order_days (
    day date not null,
    created_by uuid not null,
    product_code text not null,
    status text not null,
    orders int not null,
    amount bigint not null,
    folded boolean not null default false
  )`,
  `insert into order_days
    select order_day(id), created_by, product_code, status, count(*), coalesce(sum(amount), 0), true
    from orders group by 1, 2, 3, 4`,
  `create index on order_days (day, created_by, product_code, status)`,
  `create index on order_days (day) where not folded`,

  `create function orders_made() returns trigger language plpgsql as $$ begin
    insert into order_days
      select order_day(id), created_by, product_code, status, count(*), coalesce(sum(amount), 0)
      from made group by 1, 2, 3, 4;
    return null;
  end $$`,
  `create trigger orders_made after insert on orders referencing new table as made
    for each statement execute function orders_made()`,
  `create function order_moved() returns trigger language plpgsql as $$ begin
    insert into order_days values
      (order_day(old.id), old.created_by, old.product_code, old.status, -1, -coalesce(old.amount, 0)),
      (order_day(new.id), new.created_by, new.product_code, new.status, 1, coalesce(new.amount, 0));
    return null;
  end $$`,
  `create trigger order_moved after update on orders for each row
    when (row(old.id, old.created_by, old.product_code, old.status, old.amount)
      is distinct from row(new.id, new.created_by, new.product_code, new.status, new.amount))
    execute function order_moved()`,
  `create function order_gone() returns trigger language plpgsql as $$ begin
    insert into order_days values
      (order_day(old.id), old.created_by, old.product_code, old.status, -1, -coalesce(old.amount, 0));
    return null;
  end $$`,
  `create trigger order_gone after delete on orders for each row execute function order_gone()`,

  // Sales that were started and not ordered.
  `create index on drafts (created_at) where order_id is null`,
  `create index on purchases (created_at) where order_id is null and version > 0`,

  // Open attention, longest waiting first.
  `create index attentions_open on attentions (raised_at, order_id, reason) where resolved_at is null`,
  // The remark of the member of staff who resolved it.
  `alter table order_events add column remark_sealed bytea`,
  // Dead events that an admin dismissed.
  `alter table partner_events add column settled_at timestamptz`,
  `create index on partner_events (partner_id) where state = 'dead' and settled_at is null`,
]
