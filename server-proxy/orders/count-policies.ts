import { type Kysely, sql, type Transaction } from 'kysely'
import type { Database } from '../store/schema.ts'

/**
 * Recounts an order's policies for lists. Call it after policies or claims change. Writes only changed
 * counts.
 */
export async function countPolicies(
  db: Transaction<Database> | Kysely<Database>,
  orderId: string,
): Promise<void> {
  await sql`
    update orders set policy_counts = counted.counts, policies_differ = counted.kinds > 1
    from (
      select count(*) as kinds, coalesce(
        jsonb_agg(jsonb_build_object('label', label, 'asked', asked, 'count', n) order by n desc, label), '[]'
      ) as counts
      from (
        select policy_status as label, count(*) as n,
          surrender_requested_at is not null
            and (surrender_policies is null or surrender_policies ? policy_code) as asked
        from policies join orders on orders.id = order_id
        where order_id = ${orderId} and gone_at is null
        group by 1, 3
      ) kinds
    ) counted
    where id = ${orderId} and policy_counts is distinct from counted.counts`.execute(db)
}
