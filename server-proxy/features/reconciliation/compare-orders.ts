import { sql, type Transaction } from 'kysely'
import { uuidv7 } from 'uuidv7'
import type { Deps } from '../../deps.ts'
import { addDays, shanghaiDay } from '#contract/days.ts'
import { spareCalls } from '../../gateway/budget.ts'
import { GatewayError } from '../../gateway/errors.ts'
import { compareOrder } from '../../orders/pull-order.ts'
import { isDatabaseAway } from '../../store/database-away.ts'
import type { Database } from '../../store/schema.ts'

/** Short pieces, so a restart repeats little; no order starts after `PIECE_MS`. */
const PIECE = 40
const PIECE_MS = 30_000
const AT_ONCE = 4
/** A small piece and a pause while orders wait for reconciliation, so that both go on. */
const PIECE_BESIDE = 5
const WAIT_SECONDS = 10
/** A failed order may still be paid, and an ended one surrendered, for this long. */
const STILL_DAYS = 30

/**
 * Orders that a comparison checks: all that can still change, at any age. Without carts, which reconciliation
 * polls.
 */
function comparable({ db, now }: Deps) {
  const day = addDays(shanghaiDay(now()), -STILL_DAYS)
  return db
    .selectFrom('orders')
    .where('temp_order_code', 'is not', null)
    .where('erased_at', 'is', null)
    .where(({ or, and, eb, fn }) =>
      or([
        eb('status', 'in', ['paid', 'surrendering', 'surrendered']),
        and([
          eb('status', '=', 'issued'),
          or([
            eb(fn.coalesce('cover_end', 'end_date'), 'is', null),
            eb(fn.coalesce('cover_end', 'end_date'), '>=', day),
          ]),
        ]),
        and([eb('status', '=', 'failed'), eb('updated_at', '>=', new Date(now() - STILL_DAYS * 86_400_000))]),
      ]),
    )
}

/** Starts a comparison of orders with the platform. Returns its id, or that of the running one. */
export async function startComparison(deps: Deps, startedBy: string): Promise<string> {
  const id = await deps.db.transaction().execute(async (transaction) => {
    await sql`select pg_advisory_xact_lock(hashtext('comparison'))`.execute(transaction)
    const running = await transaction
      .selectFrom('comparisons')
      .select('id')
      .where('ended_at', 'is', null)
      .executeTakeFirst()
    if (running) {
      // Its job may be gone; one that waits already is not doubled.
      await enqueue(deps, running.id, { in: transaction })
      return running.id
    }
    const { count } = await comparable(deps)
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow()
    const fresh = uuidv7()
    await transaction
      .insertInto('comparisons')
      .values({
        id: fresh,
        started_by: startedBy,
        started_at: new Date(deps.now()),
        ended_at: null,
        total: count,
        cursor_id: null,
      })
      .execute()
    await enqueue(deps, fresh, { in: transaction })
    return fresh
  })
  deps.jobs.wake('compare')
  return id
}

const enqueue = (
  { jobs }: Deps,
  comparisonId: string,
  more: { in?: Transaction<Database>; afterSeconds?: number },
) => jobs.enqueue('compare', { key: comparisonId, data: { comparisonId }, ...more })

/**
 * Compares the next orders, newest first, with the calls that reconciliation leaves, and enqueues the rest.
 * The row stores the position. When two processes do the same piece, one counts it.
 */
export async function compareOrders(deps: Deps, comparisonId: string): Promise<void> {
  const { db, now, jobs } = deps
  const run = await db
    .selectFrom('comparisons')
    .select(['cursor_id', 'ended_at', 'started_at'])
    .where('id', '=', comparisonId)
    .executeTakeFirst()
  if (!run || run.ended_at) return
  const isBusy = (await jobs.waiting('poll-order')) > 0
  const spare = await spareCalls(db, deps.gateway.limit)
  if (spare === 0) return enqueue(deps, comparisonId, { afterSeconds: WAIT_SECONDS })
  let query = comparable(deps)
    .select('id')
    .where('created_at', '<=', run.started_at)
    .orderBy('id', 'desc')
    .limit(Math.min(isBusy ? PIECE_BESIDE : PIECE, spare))
  if (run.cursor_id) query = query.where('id', '<', run.cursor_id)
  const orders = await query.execute()
  const began = Date.now()
  let asked = 0
  let unanswered = 0
  const worker = async () => {
    for (let next = orders[asked]; next && Date.now() - began < PIECE_MS; next = orders[asked]) {
      asked++
      if (!(await compared(deps, next.id, comparisonId))) unanswered++
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  const last = orders[asked - 1]
  const counted = await db
    .updateTable('comparisons')
    .set(({ eb }) => ({
      asked: eb('asked', '+', asked),
      unanswered: eb('unanswered', '+', unanswered),
      ...(last ? { cursor_id: last.id } : { ended_at: new Date(now()), total: eb.ref('asked') }),
    }))
    .where('id', '=', comparisonId)
    .where('cursor_id', 'is not distinct from', run.cursor_id)
    .where('ended_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  if (last && counted) await enqueue(deps, comparisonId, { afterSeconds: isBusy ? WAIT_SECONDS : 0 })
}

async function compared(deps: Deps, orderId: string, comparisonId: string): Promise<boolean> {
  try {
    await compareOrder(deps, orderId, comparisonId)
    return true
  } catch (error) {
    if (isDatabaseAway(error)) throw error
    // One order that cannot be compared never stops the others.
    if (!(error instanceof GatewayError)) deps.log.error({ err: error, orderId }, 'order not compared')
    return false
  }
}
