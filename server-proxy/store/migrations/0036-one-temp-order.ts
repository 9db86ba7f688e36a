import { type Kysely, sql } from 'kysely'

/**
 * No two orders share a tempOrderCode. A database that already has such orders keeps its old index and
 * starts: only the platform can tell which order is right.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    do $$ begin
      if not exists (
        select 1 from orders where temp_order_code is not null group by temp_order_code having count(*) > 1
      ) then
        create unique index orders_one_temp_order on orders (temp_order_code);
        drop index if exists orders_temp_order_code_idx;
      end if;
    end $$`.execute(db)
}
