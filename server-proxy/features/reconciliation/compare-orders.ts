import { sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import type { Deps } from '../../deps.ts'
import { GatewayError } from '../../gateway/errors.ts'
import { compareOrder } from '../../notifications/pull-order.ts'
import { isDatabaseAway } from '../../store/database-away.ts'

const DAYS = 30
const MOST = 20_000
/** A piece of work short enough that a restart repeats little of it. */
const PIECE = 40
const AT_ONCE = 4

/** Orders that a comparison looks at: known to the platform, touched within the last 30 days. */
function recent({ db, now }: Deps) {
  return db
    .selectFrom('orders')
    .where('temp_order_code', 'is not', null)
    .where('updated_at', '>=', new Date(now() - DAYS * 86_400_000))
}

/** Begins a comparison of recent orders with the platform; answers its id, that of the running one if there is one. */
export async function startComparison(deps: Deps, startedBy: string): Promise<string> {
  const id = await deps.db.transaction().execute(async (transaction) => {
    await sql`select pg_advisory_xact_lock(hashtext('comparison'))`.execute(transaction)
    const running = await transaction
      .selectFrom('comparisons')
      .select('id')
      .where('ended_at', 'is', null)
      .executeTakeFirst()
    if (running) return running.id
    const { count } = await recent(deps)
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
        total: Math.min(count, MOST),
        cursor_id: null,
      })
      .execute()
    await deps.jobs.enqueue('compare', {
      key: fresh,
      data: { comparisonId: fresh },
      in: transaction,
    })
    return fresh
  })
  deps.jobs.wake('compare')
  return id
}

/** Compares a comparison's next orders, newest first, and asks for the rest; where it stopped is in its row. */
export async function compareOrders(deps: Deps, comparisonId: string): Promise<void> {
  const { db, now, jobs } = deps
  const run = await db
    .selectFrom('comparisons')
    .select(['cursor_id', 'asked', 'total', 'ended_at', 'started_at'])
    .where('id', '=', comparisonId)
    .executeTakeFirst()
  if (!run || run.ended_at) return
  let query = recent(deps)
    .select('id')
    .where('created_at', '<=', run.started_at)
    .orderBy('id', 'desc')
    .limit(Math.min(PIECE, run.total - run.asked))
  if (run.cursor_id) query = query.where('id', '<', run.cursor_id)
  const orders = run.asked < run.total ? await query.execute() : []
  let unanswered = 0
  const waiting = [...orders]
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift())
      if (!(await compared(deps, next.id, comparisonId))) unanswered++
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  const last = orders.at(-1)
  await db
    .updateTable('comparisons')
    .set(({ eb }) => ({
      asked: eb('asked', '+', orders.length),
      unanswered: eb('unanswered', '+', unanswered),
      ...(last ? { cursor_id: last.id } : { ended_at: new Date(now()) }),
    }))
    .where('id', '=', comparisonId)
    .execute()
  if (last) await jobs.enqueue('compare', { key: comparisonId, data: { comparisonId } })
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
