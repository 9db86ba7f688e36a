import type { Kysely } from 'kysely'
import type { Deps } from '../deps.ts'
import type { Database } from '../store/schema.ts'

/** Pulls by reconciliation per minute; the rest of the background's 300 calls is for notifications. */
export const PULLS_PER_MINUTE = 280
/** The newest carts get enough of these that each of a thousand is asked about every four minutes. */
const NEWEST = 1_000
const NEWEST_PER_MINUTE = 250
/** The part that the newest carts get beside any number of sold orders: 100 a minute. */
const NEWEST_SHARE = 100 / PULLS_PER_MINUTE
/** What older carts leave to the newest. */
const NEWEST_BEFORE_OLDER = 0.96
/** While a comparison is open it gets this many calls a minute, and older carts get only a few. */
const COMPARED_PER_MINUTE = 30
const OLDER_WHILE_COMPARING = 10
/** Takes what is due before the next minute, because it would wait two minutes otherwise. */
const AHEAD_MS = 60_000
/** A pull that never ran is due again after this time. */
const AGAIN_MS = 5 * 60_000

/**
 * Takes the orders due in this minute and reschedules each, so a failing one does not block the others.
 * Order: paid, being surrendered or invoiced; then the newest carts, longest unasked first, which have a
 * share of their own; then older carts, longest waiting first.
 */
export async function takeDue(db: Kysely<Database>, now: number, most = PULLS_PER_MINUTE): Promise<string[]> {
  const soon = new Date(now + AHEAD_MS)
  const due = db
    .selectFrom('orders')
    .select('id')
    .where('temp_order_code', 'is not', null)
    .where('erased_at', 'is', null)
  const isComparing = await isComparisonOpen(db)
  let left = Math.max(0, isComparing ? most - COMPARED_PER_MINUTE : most)
  const taken: string[] = []
  const take = async (limit: number, rowsOf: (limit: number) => Promise<{ id: string }[]>) => {
    const ids = (await rowsOf(Math.max(0, Math.min(limit, left)))).map(({ id }) => id)
    if (ids.length > 0)
      await db
        .updateTable('orders')
        .set({ next_pull_at: new Date(now + AGAIN_MS) })
        .where('id', 'in', ids)
        .execute()
    taken.push(...ids)
    left -= ids.length
  }

  const sold = (limit: number) =>
    due
      .where('status', '<>', 'unpaid')
      .where('next_pull_at', '<=', soon)
      .orderBy('next_pull_at')
      .limit(limit)
      .execute()
  await take(left - Math.round(left * NEWEST_SHARE), sold)
  const newest = due
    .select(['next_pull_at', 'asked_at'])
    .where('status', '=', 'unpaid')
    .orderBy('id', 'desc')
    .limit(NEWEST)
  await take(Math.min(NEWEST_PER_MINUTE, Math.ceil(left * NEWEST_BEFORE_OLDER)), (limit) =>
    db
      .selectFrom(newest.as('newest'))
      .select('id')
      .where('next_pull_at', '<=', soon)
      .orderBy('asked_at', (order) => order.asc().nullsFirst())
      .limit(limit)
      .execute(),
  )
  await take(left, sold)
  await take(isComparing ? OLDER_WHILE_COMPARING : left, (limit) =>
    due.where('next_pull_at', '<=', new Date(now)).orderBy('next_pull_at').limit(limit).execute(),
  )
  return taken
}

async function isComparisonOpen(db: Kysely<Database>): Promise<boolean> {
  const open = await db
    .selectFrom('comparisons')
    .select('id')
    .where('ended_at', 'is', null)
    .limit(1)
    .executeTakeFirst()
  return open !== undefined
}

/** Makes every order in flight due now; the budget sets the pace. */
export async function makeAllDue({ db, now }: Pick<Deps, 'db' | 'now'>): Promise<void> {
  const at = new Date(now())
  await db
    .updateTable('orders')
    .set({ next_pull_at: at })
    .where('next_pull_at', '>', at)
    .where('temp_order_code', 'is not', null)
    .execute()
}
