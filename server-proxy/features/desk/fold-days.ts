import { sql } from 'kysely'
import type { Deps } from '../../deps.ts'

/** How often sums are folded: until then each move of an order adds rows. */
const CRON = '*/5 * * * *'
const KEYS_AT_ONCE = 5_000

export async function startDeskJobs(deps: Deps): Promise<void> {
  await deps.jobs.schedule('fold-days', CRON, async () => {
    await foldDays(deps)
    await foldParties(deps)
  })
}

/** Replaces all rows of a key in `order_days` by their sum, or by none when it is zero. */
export async function foldDays({ db }: Pick<Deps, 'db'>): Promise<void> {
  for (let keys = KEYS_AT_ONCE; keys === KEYS_AT_ONCE; ) {
    const { rows } = await sql<{ keys: number }>`
      with keys as (
        select distinct day, created_by, product_code, status from order_days where not folded
        limit ${KEYS_AT_ONCE}
      ), gone as (
        delete from order_days using keys
        where (order_days.day, order_days.created_by, order_days.product_code, order_days.status)
          = (keys.day, keys.created_by, keys.product_code, keys.status)
        returning order_days.*
      ), folded as (
        insert into order_days (day, created_by, product_code, status, orders, amount, reduction, folded)
        select day, created_by, product_code, status, sum(orders), sum(amount), sum(reduction), true
        from gone group by day, created_by, product_code, status
        having sum(orders) <> 0 or sum(amount) <> 0 or sum(reduction) <> 0
      )
      select count(*) as keys from keys`.execute(db)
    keys = rows[0]?.keys ?? 0
  }
}

/** The same for `order_day_parties`. */
export async function foldParties({ db }: Pick<Deps, 'db'>): Promise<void> {
  for (let keys = KEYS_AT_ONCE; keys === KEYS_AT_ONCE; ) {
    const { rows } = await sql<{ keys: number }>`
      with keys as (
        select distinct kind, day, party, created_by, status from order_day_parties where not folded
        limit ${KEYS_AT_ONCE}
      ), gone as (
        delete from order_day_parties using keys
        where (order_day_parties.kind, order_day_parties.day, order_day_parties.party,
            order_day_parties.created_by, order_day_parties.status)
          = (keys.kind, keys.day, keys.party, keys.created_by, keys.status)
        returning order_day_parties.*
      ), folded as (
        insert into order_day_parties (kind, day, party, created_by, status, orders, amount, reduction, folded)
        select kind, day, party, created_by, status, sum(orders), sum(amount), sum(reduction), true
        from gone group by kind, day, party, created_by, status
        having sum(orders) <> 0 or sum(amount) <> 0 or sum(reduction) <> 0
      )
      select count(*) as keys from keys`.execute(db)
    keys = rows[0]?.keys ?? 0
  }
}
