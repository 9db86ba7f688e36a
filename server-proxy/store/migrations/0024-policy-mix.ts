import { type Kysely, sql } from 'kysely'

/** Counts of an order's policies by status, so lists need not read the policies. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS = [
  `alter table orders
    add column policy_counts jsonb not null default '[]',
    add column policies_differ boolean not null default false`,
  `update orders set policy_counts = counted.counts, policies_differ = counted.kinds > 1
    from (
      select order_id, count(*) as kinds,
        jsonb_agg(jsonb_build_object('label', label, 'asked', asked, 'count', n) order by n desc, label) as counts
      from (
        select order_id, policy_status as label, count(*) as n,
          surrender_requested_at is not null
            and (surrender_policies is null or surrender_policies ? policy_code) as asked
        from policies join orders on orders.id = order_id
        group by 1, 2, 4
      ) kinds
      group by order_id
    ) counted
    where counted.order_id = orders.id`,
  `create index orders_with_mix on orders (id desc) include (amount) where policies_differ`,
]
