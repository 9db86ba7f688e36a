import { type Kysely, sql } from 'kysely'
import { PULLS_PER_MINUTE, takeDue } from '../orders/take-due.ts'
import { nextPullMs } from '../orders/order-state.ts'
import type { Database } from '../store/schema.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
/** Best pace of a minute's pulls: the background's 300 calls in 60 s. */
const PULL_MS = 200

type Options = {
  /** Carts abandoned per day, and for how many days. */
  perDay: number
  days: number
  /** Duration of the observation. */
  minutes: number
  /** Each minute one of the newest carts is paid without a notification; every tenth minute an older one. */
  newest: number
  /** Orders that were paid two hours ago and get no policy. */
  stuck?: number
}

export type Waits = {
  /** From payment to detection, ms. */
  newest: number[]
  older: number[]
  /** From the policy to detection. */
  sold: number[]
  pulls: number
  pullsOfOlder: number
  /** Duration of one selection of due orders, in real time. */
  tookMs: number[]
}

/**
 * Reconciliation beside abandoned carts, by a virtual clock: the selection is real, the pulls are simulated.
 */
export async function watchCarts(db: Kysely<Database>, options: Options): Promise<Waits> {
  const waits: Waits = { newest: [], older: [], sold: [], pulls: 0, pullsOfOlder: 0, tookMs: [] }
  const start = Date.now()
  const every = DAY / options.perDay
  await insertCarts(db, start - options.days * DAY, start, every)
  await payOldest(db, options.stuck ?? 0, new Date(start - 2 * 60 * MINUTE))
  /** Known only to the platform: when an order was paid, and when it was insured. */
  const paid = new Map<string, { at: number; kind: 'newest' | 'older' }>()
  const insured = new Map<string, number>()

  for (let n = 0; n < options.minutes; n++) {
    const now = start + n * MINUTE
    if (n > 0) await insertCarts(db, now - MINUTE, now, every)
    const newest = await newestCarts(db, options.newest)
    const border = newest.at(-1) ?? ''
    const began = performance.now()
    const ids = await takeDue(db, now, PULLS_PER_MINUTE)
    waits.tookMs.push(performance.now() - began)
    waits.pulls += ids.length
    waits.pullsOfOlder += ids.filter((id) => id < border && !insured.has(id)).length
    await play(db, ids, now, paid, insured, waits)
    // Paid at the worst moment: right after its pull.
    const choice = newest.find((id, place) => place >= (n * 37) % newest.length && !paid.has(id))
    if (choice) paid.set(choice, { at: now + ids.indexOf(choice) * PULL_MS + 1, kind: 'newest' })
    if (n % 10 === 0) {
      const older = await olderCart(db, border)
      if (older && !paid.has(older)) paid.set(older, { at: now, kind: 'older' })
    }
  }
  return waits
}

/** Simulates the pulls one after the other; each sees the platform's state of its moment. */
async function play(
  db: Kysely<Database>,
  ids: readonly string[],
  now: number,
  paid: ReadonlyMap<string, { at: number; kind: 'newest' | 'older' }>,
  insured: Map<string, number>,
  waits: Waits,
): Promise<void> {
  if (ids.length === 0) return
  const rows = await db
    .selectFrom('orders')
    .select(['id', 'status', 'updated_at'])
    .where('id', 'in', ids)
    .execute()
  const byId = new Map(rows.map((row) => [row.id, row]))
  const next = ids.map((id, place) => {
    const at = now + place * PULL_MS
    const row = byId.get(id)
    const payment = paid.get(id)
    const issue = insured.get(id)
    if (row?.status === 'paid' && issue !== undefined && issue <= at) {
      waits.sold.push(at - issue)
      return { id, at, status: 'issued', pause: null, moved: true }
    }
    if (row?.status === 'unpaid' && payment && payment.at <= at) {
      waits[payment.kind].push(at - payment.at)
      insured.set(id, at + 6 * MINUTE)
      return { id, at, status: 'paid', pause: MINUTE, moved: true }
    }
    const age = at - (row?.updated_at.getTime() ?? at)
    const status = row?.status ?? 'unpaid'
    return { id, at, status, pause: nextPullMs(status, age), moved: false }
  })
  await sql`
    update orders set status = v.status, asked_at = v.at,
      next_pull_at = v.at + v.pause * interval '1 millisecond',
      updated_at = case when v.moved then v.at else updated_at end
    from unnest(${next.map(({ id }) => id)}::uuid[], ${next.map(({ at }) => new Date(at))}::timestamptz[],
      ${next.map(({ status }) => status)}::text[], ${next.map(({ pause }) => pause)}::int8[],
      ${next.map(({ moved }) => moved)}::bool[]) as v (id, at, status, pause, moved)
    where orders.id = v.id`.execute(db)
}

async function newestCarts(db: Kysely<Database>, most: number): Promise<string[]> {
  const rows = await db
    .selectFrom('orders')
    .select('id')
    .where('status', '=', 'unpaid')
    .orderBy('id', 'desc')
    .limit(most)
    .execute()
  return rows.map(({ id }) => id)
}

async function olderCart(db: Kysely<Database>, border: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('orders')
    .select('id')
    .where('status', '=', 'unpaid')
    .where('id', '<', border)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.id
}

async function payOldest(db: Kysely<Database>, count: number, updated_at: Date): Promise<void> {
  const oldest = db.selectFrom('orders').select('id').orderBy('id').limit(count)
  await db.updateTable('orders').set({ status: 'paid', updated_at }).where('id', 'in', oldest).execute()
}

/** Inserts carts created one every `every` ms, each polled at its pace so far. */
async function insertCarts(db: Kysely<Database>, from: number, to: number, every: number): Promise<void> {
  const moments = Array.from({ length: Math.floor((to - from) / every) }, (_, n) =>
    Math.round(from + (n + 1) * every),
  )
  await sql`
    insert into orders (id, created_by, idempotency_key, request_hash, status, member_id, product_code, product_name,
      pay_type, insured_count, out_serial_no, temp_order_code, deliver_secret, return_secret, refund_secret,
      return_token, next_pull_at, created_at, updated_at)
    select id, (select id from users limit 1), id, '', 'unpaid', (select member_id from members limit 1), 'P', 'P',
      'cash', 1, id, 'T' || id, 'd' || id, 'r' || id, 'f' || id, 't' || id, at, at, at
    from (
      select (lpad(to_hex(ms), 12, '0') || '7' || substr(md5(ms::text), 1, 3) || '8' ||
              substr(md5(ms::text || 'x'), 1, 15))::uuid as id,
             to_timestamp(ms / 1000.0) as at
      from unnest(${moments}::int8[]) as ms
    ) carts`.execute(db)
}
