import { sql } from 'kysely'
import { addDays, shanghaiDay } from '#contract/days.ts'
import { type Departures, SOON_DAYS } from '#contract/desk.ts'
import { moneyOf } from '#contract/money.ts'
import { atLeast, type User } from '#contract/session.ts'
import type { Deps } from '../../deps.ts'
import { asksPayer } from '../../orders/payer.ts'

const MOST = 50
/** Exactly as the index of unpaid orders has it. */
const START = sql<string | null>`coalesce(cover_start, start_date)`

/** Unpaid orders whose cover begins in the next days, soonest first; clerks see their own. */
export async function readDepartures(deps: Deps, user: User): Promise<Departures> {
  const { db, amountIs, now } = deps
  const today = shanghaiDay(now())
  const soon = db
    .selectFrom('orders')
    .where('orders.status', '=', 'unpaid')
    .where('closed_at', 'is', null)
    .where(START, '>=', today)
    .where(START, '<=', addDays(today, SOON_DAYS))
    .$if(!atLeast(user.role, 'manager'), (query) => query.where('orders.created_by', '=', user.id))
  const [rows, { count }] = await Promise.all([
    soon
      .innerJoin('users', 'users.id', 'orders.created_by')
      .select([
        'orders.id',
        'holder_name',
        'product_code',
        'product_name',
        'plan_code',
        'insured_count',
        'username',
      ])
      .select([START.as('start'), sql<string | null>`coalesce(cover_end, end_date)`.as('end')])
      .select(['amount', 'reduction', 'cashier_url', 'channel', 'pay_type', 'payer'])
      .orderBy(START)
      .orderBy('orders.id')
      .limit(MOST)
      .execute(),
    soon.select(sql<number>`count(*)::int`.as('count')).executeTakeFirstOrThrow(),
  ])
  return {
    count,
    items: rows.map((row) => ({
      orderId: row.id,
      holderName: row.holder_name,
      productCode: row.product_code,
      productName: row.product_name,
      planCode: row.plan_code,
      people: row.insured_count,
      startDate: row.start ?? '',
      endDate: row.end,
      payable: moneyOf(amountIs, row).payable,
      createdBy: row.username,
      cashierUrl: asksPayer(deps, row) ? null : row.cashier_url,
    })),
  }
}
