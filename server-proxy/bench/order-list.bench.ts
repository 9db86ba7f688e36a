import { randomBytes } from 'node:crypto'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Kysely, sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import type { User } from '#contract/session.ts'
import type { Deps } from '../deps.ts'
import { readDesk } from '../features/desk/read-desk.ts'
import { foldDays } from '../features/desk/fold-days.ts'
import { attentionOverview, listAttentions } from '../features/attention/attention-queue.ts'
import { findOrder } from '../orders/find-order.ts'
import { listOrders, totalOrders } from '../features/orders/list-orders.ts'
import { viewOrder } from '../orders/order-view.ts'
import { countInvoices, listAllInvoices } from '../features/invoices/select-invoices.ts'
import type { ListOrders } from '#contract/lists.ts'
import { countPolicies, listAllPolicies } from '../features/policies/select-policies.ts'
import { openDatabase } from '../store/database.ts'
import { startEmbeddedPostgres } from '../store/postgres/embedded-postgres.ts'
import { migrate } from '../store/migrate.ts'
import type { Database } from '../store/schema.ts'
import { openVault } from '../store/vault/vault.ts'

/**
 * Cost of lists, searches and one order with many orders against few: p95 of each, and the ratio. Run by
 * `node server-proxy/bench/order-list.bench.ts`; ORDERS sets the many (a million), FEW the few (ten
 * thousand).
 */
const FEW = Number(process.env['FEW'] ?? 10_000)
const MANY = Number(process.env['ORDERS'] ?? 1_000_000)
const TIMES = 520
const WARM_UP = 20
const PROMISED = 1.3
/** Below this a ratio measures the clock instead of the query, ms. */
const MIN_MS = 1

const dataDir = await mkdtemp(join(tmpdir(), 'portal-bench-'))
await chmod(dataDir, 0o755)
const server = await startEmbeddedPostgres(dataDir)
const opened = openDatabase({ ...server.connection, max: 4 })
await sql`create database few`.execute(opened.db)
const openedFew = openDatabase({ ...server.connection, database: 'few', max: 4 })
try {
  const [few, many] = [await fillPortal(openedFew.db, FEW), await fillPortal(opened.db, MANY)]
  report(await measure(few, many))
} finally {
  await openedFew.close()
  await opened.close()
  await server.stop()
  await rm(dataDir, { recursive: true, force: true })
}

/** A unique name without digits, which begins no other. */
function nameOf(n: number): string {
  return `${['王', '李', '张', '刘', '陈'][n % 5]}${String(n)
    .padStart(7, '0')
    .replace(/\d/g, (digit) => '〇一二三四五六七八九'[Number(digit)] ?? '')}`
}

type Work = Record<string, (n: number) => Promise<unknown>>
type Times = { p50: number; p95: number }

/** A database with `orders` orders, and the queries on it. */
async function fillPortal(db: Kysely<Database>, orders: number): Promise<Work> {
  await migrate(db)
  const vault = await openVault(db, `k1:${randomBytes(32).toString('base64')}`)
  // The lists use no other dependency.
  const deps = {
    db,
    vault,
    statusLabels: {},
    amountIs: 'gross',
    production: false,
    retention: { peopleDays: null, draftDays: 90, notificationDays: 30 },
    now: () => Date.now(),
  } as unknown as Deps
  const user: User = { id: uuidv7(), username: 'bench', role: 'manager' }
  await db
    .insertInto('users')
    .values({ id: user.id, username: user.username, role: user.role, password_hash: '', disabled_at: null })
    .execute()
  for (const [n, member] of ['M1', 'M2'].entries())
    await sql`insert into members values (${member}, ${Buffer.from([n])}, '\\x01', '', '', '', '', null, '', '', ${user.id})`.execute(
      db,
    )
  const mobile = (n: number) => `139${String(n).padStart(8, '0')}`
  const kept = await keepIndexes(db)

  const fill = async (from: number, to: number) => {
    await dropIndexes(db, kept)
    await sql`insert into orders (id, created_by, idempotency_key, request_hash, status, platform_status, member_id,
        product_code, product_name, plan_code, pay_type, start_date, end_date, insured_count, holder_name, people_sealed,
        platform_sealed, out_serial_no, temp_order_code, order_code, amount, invoice_support, invoice_status,
        policy_counts, policies_differ, group_no, closed_at, deliver_secret, return_secret, refund_secret, return_token, created_at)
      select (lpad(to_hex((1760000000000 + g * 1000)::bigint), 12, '0') || '7000' || '8' || lpad(to_hex(g), 15, '0'))::uuid,
        ${user.id}, g::text, decode(repeat('00', 400), 'hex'),
        (array['issued','issued','issued','unpaid','failed','refunded'])[1 + g % 6], '已承保',
        (array['M1','M2'])[1 + (g % 7 = 0)::int],
        (array['200207','200618'])[1 + g % 2], '一日游', '30543', case when g % 10 = 0 then 'credit' else 'cash' end,
        date '2025-10-01' + g % 400, date '2025-10-03' + g % 400, 2,
        (array['王','李','张','刘','陈'])[1 + g % 5] || translate(lpad(g::text, 7, '0'), '0123456789', '〇一二三四五六七八九'), null, null,
        'S' || g, 'T' || g, 'I' || g, g % 100000, 1, case when g % 4 = 0 then 1 end,
        case when g % 6 in (3, 4) then '[]'::jsonb when g % 50 = 0
          then '[{"label":"已承保","asked":false,"count":1},{"label":"已退保","asked":false,"count":1}]'
          else '[{"label":"已承保","asked":false,"count":2}]' end, g % 50 = 0 and g % 6 not in (3, 4),
        case when g % 3 = 0 then 'G' || lpad((g / 90)::text, 6, '0') end, case when g % 60 = 3 then now() end,
        'd' || g, 'r' || g, 'f' || g, 'k' || g, to_timestamp(1760000000 + g)
      from generate_series(${sql.lit(from)}::int, ${sql.lit(to)}::int) g`.execute(db)
    await sql`insert into order_people (order_id, place, name, mobile_index)
      select id, 0, holder_name, sha256(idempotency_key::bytea) from orders
      where idempotency_key::int between ${sql.lit(from)} and ${sql.lit(to)}`.execute(db)
    await sql`insert into policies (order_id, policy_code, place, policy_status, policy_url)
      select id, 'P' || idempotency_key || '-' || n, n, '已承保', 'https://files.example/p.pdf'
      from orders, generate_series(0, 1) n
      where idempotency_key::int between ${sql.lit(from)} and ${sql.lit(to)} and status in ('issued', 'refunded')`.execute(
      db,
    )
    // Some with real people for searching by mobile and opening.
    for (let n = from; n < to; n += Math.ceil((to - from) / 50)) {
      await db
        .updateTable('order_people')
        .set({ mobile_index: vault.index('mobile', mobile(n)) })
        .where('name', '=', nameOf(n))
        .execute()
    }
    await makeIndexes(db, kept)
    await sql`vacuum analyze`.execute(db)
  }

  await fill(1, orders)
  await sql`insert into attentions (order_id, reason, raised_at)
    select id, 'difference', created_at from orders where status = 'issued' order by id desc limit 200`.execute(
    db,
  )
  await foldDays(deps)
  const list = (query: ListOrders) => () => listOrders(deps, user, { limit: '30', ...query })
  return {
    'orders, newest': list({}),
    'orders, one state': list({ status: 'unpaid' }),
    'orders, by amount': list({ sort: 'amount' }),
    'orders, by start': list({ sort: 'start', order: 'asc' }),
    'orders, policies differ': list({ mixed: '1' }),
    'orders, one day': list({ from: '2025-10-09', to: '2025-10-09' }),
    'orders, one member': list({ memberId: 'M2' }),
    'orders, one clerk': list({ by: 'bench' }),
    'orders, departing within three days': list({ startFrom: '2026-03-01', startTo: '2026-03-03' }),
    'orders, one group': (n) => list({ groupNo: `G${String(Math.floor(n / 90)).padStart(6, '0')}` })(),
    'orders, closed': list({ closed: '1' }),
    'orders, one member and state': list({ memberId: 'M2', status: 'unpaid' }),
    'search, policy number': (n) => list({ q: `P${n}-1` })(),
    'search, mobile': (n) => list({ q: mobile(n) })(),
    'search, serial': (n) => list({ q: `S${n}` })(),
    'search, name': (n) => list({ q: nameOf(n) })(),
    'search, surname of every fifth': list({ q: '王' }),
    'totals, surname of every fifth': () => totalOrders(deps, user, { q: '王' }),
    'one order': async (n) => {
      const { items } = await listOrders(deps, user, { q: `T${n}` })
      return items[0] && viewOrder(deps, await findOrder(deps, user, items[0].id))
    },
    'totals, one state': () => totalOrders(deps, user, { status: 'unpaid' }),
    // The few fill part of this day, the many the rest of it.
    'desk, one day': () => readDesk(deps, user, { from: '2025-10-09', to: '2025-10-09' }),
    // All orders were created on these days.
    'desk, 30 days': () => readDesk(deps, user, { from: '2025-10-01', to: '2025-10-30' }),
    'desk, what waits': () => Promise.all([listAttentions(deps, user, {}), attentionOverview(deps, user)]),
    'policies, newest': () => listAllPolicies(deps, user, { limit: '30' }),
    'policies, one number': (n) => listAllPolicies(deps, user, { q: `P${n}-1` }),
    'policies, counted': () => countPolicies(deps, user, {}),
    'invoices, to be made': () => listAllInvoices(deps, user, { state: 'open', limit: '30' }),
    'invoices, counted': () => countInvoices(deps, user, { state: 'issued' }),
  }
}

/** Alternates both sizes, so other load on the machine slows both. */
async function measure(few: Work, many: Work): Promise<Map<string, { few: Times; many: Times }>> {
  const found = new Map<string, { few: Times; many: Times }>()
  for (const [name, atFew] of Object.entries(few)) {
    const atMany = many[name] ?? atFew
    const [fewMs, manyMs]: [number[], number[]] = [[], []]
    for (let n = 0; n < TIMES; n++) {
      // Among those that exist at both sizes.
      const which = 1 + ((n * 197) % (FEW - 1)) - ((n * 197) % 6)
      for (const [run, times] of [
        [atFew, fewMs],
        [atMany, manyMs],
      ] as const) {
        const from = performance.now()
        await run(which)
        times.push(performance.now() - from)
      }
    }
    found.set(name, { few: timesOf(fewMs), many: timesOf(manyMs) })
  }
  return found
}

function timesOf(ms: number[]): Times {
  const sorted = ms.slice(WARM_UP).toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? 0
  return { p50: at(0.5), p95: at(0.95) }
}

function report(found: Map<string, { few: Times; many: Times }>): void {
  let worst = 0
  const rows: Record<string, object> = {}
  for (const [name, { few, many }] of found) {
    const ratio = Math.max(many.p95, MIN_MS) / Math.max(few.p95, MIN_MS)
    // Counting ends at ten thousand rows, and a surname finds more with many orders: shown without a promise.
    if (!/counted|totals|surname/.test(name)) worst = Math.max(worst, ratio)
    const ms = ({ p50, p95 }: Times) => `${p50.toFixed(2)} / ${p95.toFixed(2)}`
    rows[name] = { 'few, p50 / p95 ms': ms(few), 'many, p50 / p95 ms': ms(many), ratio: ratio.toFixed(2) }
  }
  console.table(rows)
  console.log(
    `order list: p95 at ${MANY} orders is ${worst.toFixed(2)}× that at ${FEW} at worst; promised ≤ ${PROMISED}×`,
  )
}

type Index = { name: string; definition: string }

/** Inserting is much faster without the indices that do not enforce a constraint. */
async function keepIndexes(db: Kysely<Database>): Promise<Index[]> {
  const { rows } = await sql<Index>`
    select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition from pg_index
    where indrelid::regclass::text in ('orders', 'order_people', 'policies')
      and not exists (select from pg_constraint where conindid = indexrelid)`.execute(db)
  return rows
}
async function dropIndexes(db: Kysely<Database>, indexes: Index[]): Promise<void> {
  for (const { name } of indexes) await sql.raw(`drop index ${name}`).execute(db)
}
async function makeIndexes(db: Kysely<Database>, indexes: Index[]): Promise<void> {
  for (const { definition } of indexes) await sql.raw(definition).execute(db)
}
