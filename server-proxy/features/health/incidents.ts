import { sql, type Transaction } from 'kysely'
import { INTERFACE_NAMES } from '#contract/gateway-health.ts'
import type { Incident } from '#contract/incidents.ts'
import type { Deps } from '../../deps.ts'
import { openCursor, signCursor } from '../../http/cursor.ts'
import type { Database } from '../../store/schema.ts'

/** Rounds come every minute. A restart takes less than this. */
const STOPPED_MS = 5 * 60_000
/** Calls fail before the watch notices: five failures, each up to its time limit. */
const BEFORE_MS = 10 * 60_000
const PAGE = 50

/** Notes this round. A long time since the last one means that the portal did not run. */
export async function noteRound(transaction: Transaction<Database>, at: Date): Promise<void> {
  await transaction
    .insertInto('watched')
    .values({ at })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const last = await transaction.selectFrom('watched').select('at').forUpdate().executeTakeFirstOrThrow()
  if (at.getTime() - last.at.getTime() > STOPPED_MS)
    await transaction
      .insertInto('outages')
      .values({ kind: 'stopped', code: null, began_at: last.at, ended_at: at })
      .execute()
  if (at > last.at) await transaction.updateTable('watched').set({ at }).execute()
}

/** Adds interfaces, and the orders whose calls failed since shortly before it was noticed. */
export async function noteAffected(
  transaction: Transaction<Database>,
  outage: { id: number; began_at: Date; interfaces: string[] },
  interfaces: readonly string[],
): Promise<void> {
  const all = [...new Set([...outage.interfaces, ...interfaces])]
  if (all.length > outage.interfaces.length)
    await transaction.updateTable('outages').set({ interfaces: all }).where('id', '=', outage.id).execute()
  await transaction
    .insertInto('outage_orders')
    .columns(['outage_id', 'order_id'])
    .expression((eb) =>
      eb
        .selectFrom('gateway_calls')
        .innerJoin('orders', 'orders.id', 'gateway_calls.order_id')
        .select([sql<number>`${outage.id}::bigint`.as('outage_id'), 'orders.id as order_id'])
        .distinct()
        .where('started_at', '>=', new Date(outage.began_at.getTime() - BEFORE_MS))
        .where('interface', 'in', all)
        // A word is a failure; of the codes only those that refuse our keys.
        .where(({ eb: is, or }) =>
          or([is('outcome', '!~', '^[0-9]{4}$'), is('outcome', 'in', ['2000', '2009', '5000'])]),
        ),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** One page, newest first. */
export async function listIncidents(deps: Deps, cursor: string | undefined) {
  let select = deps.db.selectFrom('outages').selectAll()
  if (cursor !== undefined) select = select.where('id', '<', Number(openCursor(deps, 'incidents', cursor)))
  const rows = await select
    .orderBy('id', 'desc')
    .limit(PAGE + 1)
    .execute()
  const shown = rows.slice(0, PAGE)
  const orders =
    shown.length === 0
      ? []
      : await deps.db
          .selectFrom('outage_orders')
          .innerJoin('orders', 'orders.id', 'outage_orders.order_id')
          .select(['outage_id', 'orders.id', 'orders.out_serial_no'])
          .where(
            'outage_id',
            'in',
            shown.map(({ id }) => id),
          )
          .orderBy('orders.id')
          .execute()
  const items: Incident[] = shown.map((row) => ({
    id: String(row.id),
    kind: row.kind,
    code: row.code,
    beganAt: row.began_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
    interfaces: INTERFACE_NAMES.filter((name) => row.interfaces.includes(name)),
    orders: orders
      .filter(({ outage_id: id }) => id === row.id)
      .map(({ id, out_serial_no: number }) => ({ id, number })),
  }))
  const last = rows.length > PAGE ? shown.at(-1) : undefined
  return { items, nextCursor: last ? signCursor(deps, 'incidents', String(last.id)) : null }
}
