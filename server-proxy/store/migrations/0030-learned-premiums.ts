import { type Kysely, sql } from 'kysely'

/** Premiums of past orders per plan, days and person, and how an order's amount fits its plan. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS = [
  `create table learned_premiums (
    product_code text not null,
    plan_code text not null,
    days int not null,
    premium bigint not null,
    people int not null,
    seen_at timestamptz not null,
    primary key (product_code, plan_code, days, premium)
  )`,
  // Premiums per person are sealed in old orders; when all are equal they are the amount's share.
  `insert into learned_premiums
    select product_code, plan_code, end_day - start_day + 1, amount / insured_count, sum(insured_count), max(updated_at)
    from (
      select *, coalesce(cover_start, start_date) as start_day, coalesce(cover_end, end_date) as end_day from orders
    ) sold
    where status = 'issued' and plan_code is not null and start_day is not null and end_day >= start_day
      and insured_count > 0 and amount % insured_count = 0 and coalesce(reduction, 0) = 0
      and not exists (select from attentions where order_id = sold.id and reason = 'amount-differs')
    group by 1, 2, 3, 4`,
  `alter table orders add column plan_fit text, add column plan_expected bigint`,
  `update orders set plan_fit = 'below', plan_expected = (
      select (plan->>'minPrice')::bigint * insured_count
      from products, jsonb_array_elements(plans) plan
      where products.product_code = orders.product_code and plan->>'planCode' = orders.plan_code
    )
    where id in (select order_id from attentions where reason = 'amount-differs')`,
]
