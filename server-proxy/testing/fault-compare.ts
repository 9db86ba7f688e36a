import { DatabaseSync } from 'node:sqlite'
import type { Promises } from './fault-customers.ts'
import type { FaultWorld } from './fault-world.ts'

type Kept = {
  id: string
  key: string
  status: string
  serial: string
  spent: string[]
  temp: string
  notifications: number
  payment: string | null
}
type Theirs = { tempOrderCode: string; outSerialNo: string; orderCode: string | null; state: string }

/** Compares the promises with the portal's data and the platform's actions. */
export async function compare(world: FaultWorld, promises: Promises, acted: Map<string, number>) {
  const { rows } = await world.database.pool.query<Kept>(`
    select id, idempotency_key as key, status, out_serial_no as serial, spent_serials as spent, temp_order_code as temp,
           payment_taken as payment,
           (select count(*) from notifications where order_id = orders.id) as notifications
    from orders`)
  await world.stopSandbox()
  const file = new DatabaseSync(world.sandboxFile)
  const theirs = file
    .prepare('select doc from orders')
    .all()
    .map((row) => JSON.parse(String(row['doc'])) as Theirs)
  file.close()
  const bySerial = new Map(theirs.map((order) => [order.outSerialNo, order]))
  const kept = new Map(rows.map((row) => [row.id, row]))
  const lost: string[] = []
  const doubled: string[] = []

  for (const [key, id] of promises.orders) if (kept.get(id)?.key !== key) lost.push(`order ${id}`)
  for (const [id, count] of promises.notifications)
    if ((kept.get(id)?.notifications ?? 0) < count) lost.push(`notification of ${id}`)
  for (const id of promises.payments) if (kept.get(id)?.payment !== 'paid') lost.push(`payment of ${id}`)
  for (const id of promises.surrenders)
    if (!['surrendered', 'refunded'].includes(kept.get(id)?.status ?? ''))
      lost.push(`surrender of ${id}: ${kept.get(id)?.status}`)

  const ours = new Set<string>()
  for (const row of rows) {
    const platform = bySerial.get(row.serial)
    for (const serial of [row.serial, ...row.spent]) ours.add(serial)
    if (row.status !== 'failed' && platform?.tempOrderCode !== row.temp) lost.push(`pre-order of ${row.id}`)
    if (platform && !sameState(row.status, platform.state))
      lost.push(`state of ${row.id}: ${row.status}, theirs ${platform.state}`)
    // A replaced serial is unknown to everyone and can never be paid.
    for (const serial of row.spent) if (bySerial.get(serial)?.orderCode) doubled.push(`order ${row.id}`)
  }
  for (const order of theirs)
    if (!ours.has(order.outSerialNo)) doubled.push(`pre-order ${order.outSerialNo} of nobody`)
  for (const [what, count] of acted) if (count > 1) doubled.push(`${what.slice(0, 80)} ${count} times`)
  return { lost, doubled }
}

function sameState(status: string, state: string): boolean {
  return state === 'refunded' ? ['surrendered', 'refunded'].includes(status) : status === state
}
