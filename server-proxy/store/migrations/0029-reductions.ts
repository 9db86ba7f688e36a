import { type Kysely, sql } from 'kysely'

/** Sums reductions beside amounts, so that the desk and totals can show what is payable. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const TOTALS = [
  ['orders_by_status', '(status, id desc)', ''],
  ['orders_by_creator', '(created_by, id desc)', ''],
  ['orders_on_credit', '(id desc)', `where pay_type = 'credit'`],
  ['orders_with_mix', '(id desc)', 'where policies_differ'],
]

const STATEMENTS = [
  `alter table order_days add column reduction bigint not null default 0`,
  `create or replace function orders_made() returns trigger language plpgsql as $$ begin
    insert into order_days (day, created_by, product_code, status, orders, amount, reduction)
      select order_day(id), created_by, product_code, status, count(*), coalesce(sum(amount), 0),
        coalesce(sum(reduction), 0)
      from made group by 1, 2, 3, 4;
    return null;
  end $$`,
  `create or replace function order_moved() returns trigger language plpgsql as $$ begin
    insert into order_days (day, created_by, product_code, status, orders, amount, reduction) values
      (order_day(old.id), old.created_by, old.product_code, old.status, -1, -coalesce(old.amount, 0),
        -coalesce(old.reduction, 0)),
      (order_day(new.id), new.created_by, new.product_code, new.status, 1, coalesce(new.amount, 0),
        coalesce(new.reduction, 0));
    return null;
  end $$`,
  `drop trigger order_moved on orders`,
  `create trigger order_moved after update on orders for each row
    when (row(old.id, old.created_by, old.product_code, old.status, old.amount, old.reduction)
      is distinct from row(new.id, new.created_by, new.product_code, new.status, new.amount, new.reduction))
    execute function order_moved()`,
  `create or replace function order_gone() returns trigger language plpgsql as $$ begin
    insert into order_days (day, created_by, product_code, status, orders, amount, reduction) values
      (order_day(old.id), old.created_by, old.product_code, old.status, -1, -coalesce(old.amount, 0),
        -coalesce(old.reduction, 0));
    return null;
  end $$`,
  `insert into order_days (day, created_by, product_code, status, orders, amount, reduction)
    select order_day(id), created_by, product_code, status, 0, 0, sum(reduction)
    from orders where reduction <> 0 group by 1, 2, 3, 4`,

  // Index-only totals need both columns.
  ...TOTALS.flatMap(([name, columns, where]) => [
    `drop index ${name}`,
    `create index ${name} on orders ${columns} include (amount, reduction) ${where}`,
  ]),
  // Sorts by the payable amount; under AGB_AMOUNT=net that is the amount, which has its own index.
  `create index orders_by_payable on orders (coalesce(amount - coalesce(reduction, 0), -1), id)`,
]
