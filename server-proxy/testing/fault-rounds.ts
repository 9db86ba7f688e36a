import { LI_LEI } from './people.ts'
import { setTimeout as pause } from 'node:timers/promises'
import { addDays, shanghaiDay } from '#contract/days.ts'
import type { PlaceOrder } from '#contract/place-order.ts'
import { compare } from './fault-compare.ts'
import { noPromises, serveCustomers } from './fault-customers.ts'
import { type FaultWorld, faultWorld } from './fault-world.ts'
import type { PortalProcess } from './portal-process.ts'

/** Under load something is acknowledged all the time. */
const ACKNOWLEDGED_MS = 20_000
/** Longer than heartbeats, their check, every lease, and the two minutes before a lost surrender is sent again. */
const PAUSED_MS = 150_000

export type FaultFigures = {
  rounds: Record<string, number>
  acknowledged: { orders: number; notifications: number; payments: number; surrenders: number }
  /**
   * lost: acknowledged and missing; doubled: stored or acted on twice; unsettled: not right after the given
   * time.
   */
  lost: string[]
  doubled: string[]
  stuck: string[]
  slowest: { ms: number; what: string }
}

/** The events of a round, the most telling first; each restores everything except what it broke. */
const ROUNDS: Record<
  string,
  (world: FaultWorld, another: () => void, longestMs: number) => Promise<unknown>
> = {
  'kill a portal as it acknowledges': async (world) => {
    const victim = await acknowledged(world, (portal) => portal.kill())
    await victim?.start()
  },
  'kill PostgreSQL as a portal acknowledges': (world) => acknowledged(world, () => world.killPostgres()),
  'kill PostgreSQL and a portal': async ({ portals, killPostgres }) => {
    killPostgres()
    await portals[0]?.kill()
    await portals[0]?.start()
  },
  'a paused portal': async ({ portals: [portal], gatewayProxy, suspend }, another, longestMs) => {
    // It has calls in flight, and wakes long after others may have taken over its work.
    gatewayProxy.set('hang')
    another()
    await pause(500 + Math.random() * 1_000)
    if (!portal) return
    const over = suspend(portal, longestMs > 5_000 ? PAUSED_MS : 1_500)
    gatewayProxy.set('pass')
    await over
  },
  'database unreachable': ({ databaseProxy }, _another, ms) => during(databaseProxy, 'reset', ms),
  'database hangs': ({ databaseProxy }, _another, ms) => during(databaseProxy, 'hang', ms),
  'platform unreachable': ({ gatewayProxy }, _another, ms) => during(gatewayProxy, 'reset', ms),
  'platform hangs': ({ gatewayProxy }, _another, ms) => during(gatewayProxy, 'hang', ms),
  'kill all portals while the platform hangs': async ({ portals, gatewayProxy }, another) => {
    gatewayProxy.set('hang')
    // A customer is certainly in the middle of a sale.
    another()
    await pause(500 + Math.random() * 1_000)
    await Promise.all(portals.map((portal) => portal.kill()))
    gatewayProxy.set('reset')
    gatewayProxy.set('pass')
    await Promise.all(portals.map((portal) => portal.start()))
  },
  'platform drips': ({ gatewayProxy }, _another, ms) => during(gatewayProxy, 'drip', ms),
  'answers cut after the platform acted': ({ gatewayProxy }, _another, ms) => during(gatewayProxy, 'cut', ms),
  'kill a portal': async ({ portals }) => {
    const victim = portals[Math.floor(Math.random() * portals.length)]
    await victim?.kill()
    await victim?.start()
  },
  'kill all portals': async ({ portals }) => {
    await Promise.all(portals.map((portal) => portal.kill()))
    await Promise.all(portals.map((portal) => portal.start()))
  },
  'kill PostgreSQL': async ({ killPostgres }) => killPostgres(),
}

/** Breaks something at the next acknowledgement, which reveals what was promised before it was durable. */
async function acknowledged(
  world: FaultWorld,
  fault: (portal: PortalProcess) => unknown,
): Promise<PortalProcess | undefined> {
  const ended = AbortSignal.timeout(ACKNOWLEDGED_MS)
  const portal = await new Promise<PortalProcess | undefined>((resolve) => {
    ended.addEventListener('abort', () => resolve(undefined))
    world.onAcknowledged = (one) => {
      world.onAcknowledged = () => {}
      void fault(one)
      resolve(one)
    }
  })
  world.onAcknowledged = () => {}
  return portal
}

async function during(
  proxy: FaultWorld['gatewayProxy'],
  mode: Parameters<typeof proxy.set>[0],
  longestMs: number,
): Promise<void> {
  proxy.set(mode)
  // Mostly short; now and then longer than a first try and its repetition.
  await pause(200 + Math.random() ** 3 * longestMs)
  proxy.set('pass')
}

/**
 * Real portals, PostgreSQL and the sandbox under load. Each round kills or cuts something at a random moment.
 * Afterwards everything settles for `settleMs` at most, and the promises are compared with both stores.
 */
export async function faultRounds({
  rounds,
  customers,
  settleMs,
  longestMs,
  onRound = () => {},
}: {
  rounds: number
  customers: number
  settleMs: number
  /** Longest outage of the database or the platform, ms. */
  longestMs: number
  onRound?: (round: number, what: string) => void
}): Promise<FaultFigures> {
  const world = await faultWorld(2)
  try {
    const promises = noPromises()
    const order = await prepare(world)
    const sends = watchSends(world)
    let over = false
    const load = Array.from({ length: customers }, () => serveCustomers(world, order, promises, () => over))
    const another = () => void load.push(serveCustomers(world, order, promises, () => true))
    const kinds = Object.keys(ROUNDS)
    const done: Record<string, number> = {}
    for (let round = 0; round < rounds; round++) {
      // Each kind in turn, so a few rounds cover most of them.
      const what = kinds[round % kinds.length] ?? ''
      await pause(Math.random() * 700)
      onRound(round, what)
      await ROUNDS[what]?.(world, another, longestMs)
      done[what] = (done[what] ?? 0) + 1
      await world.allReady()
    }
    over = true
    await Promise.all(load)
    const stuck = await settle(world, settleMs)
    await sends.stop()
    const { lost, doubled } = await compare(world, promises, sends.acted)
    return {
      rounds: done,
      acknowledged: {
        orders: promises.orders.size,
        notifications: [...promises.notifications.values()].reduce((sum, count) => sum + count, 0),
        payments: promises.payments.size,
        surrenders: promises.surrenders.size,
      },
      lost: [...promises.broken, ...lost],
      doubled,
      stuck,
      slowest: world.slowest(),
    }
  } finally {
    await world.stop()
  }
}

export async function prepare(world: FaultWorld): Promise<PlaceOrder> {
  const [portal] = world.portals
  if (!portal) throw new Error('no portal')
  const member = await world.ask(portal, 'POST', '/api/members', {
    mobile: '13800138000',
    company: '苏州湖畔旅行社有限公司',
    province: '江苏省',
    city: '苏州市',
    address: '工业园区星湖街328号',
  })
  const memberId = String(member.body['memberId'])
  const product = await world.ask(portal, 'PUT', '/api/products/200207', {})
  if (product.status !== 201) throw new Error(`the product answered ${product.status}`)
  await world.control('POST', `/members/${memberId}`, { credit: 100_000_000 })
  const tomorrow = addDays(shanghaiDay(Date.now()), 1)
  return {
    memberId,
    productCode: '200207',
    planCode: '30543',
    payType: 'cash',
    startDate: tomorrow,
    endDate: addDays(tomorrow, 2),
    holder: { ...LI_LEI },
    insured: [{ ...LI_LEI, relation: 'self' }],
  }
}

type Call = { id: number; interface: string; code: string; bodyText: string | null }

/** Counts the platform's non-repeatable actions by its own log. */
export function watchSends(world: FaultWorld) {
  const acted = new Map<string, number>()
  let last = 0
  async function look(): Promise<void> {
    const { calls } = await world.control<{ calls: Call[] }>('GET', '/calls')
    for (const call of calls) {
      if (call.id <= last || call.code !== '0000' || !/outNotify|surrender|applyInvoice/.test(call.interface))
        continue
      const what = `${call.interface} ${call.bodyText}`
      acted.set(what, (acted.get(what) ?? 0) + 1)
    }
    last = Math.max(last, ...calls.map(({ id }) => id))
  }
  const timer = setInterval(() => void look().catch(() => {}), 400)
  return {
    acted,
    async stop() {
      clearInterval(timer)
      await look()
    },
  }
}

type Row = {
  id: string
  status: string
  platform_status: string | null
  payment: string | null
  payment_taken: string | null
  waiting: number
}

/** Waits without intervention until nothing is in flight. Returns what still is. */
export async function settle({ database }: FaultWorld, ms: number): Promise<string[]> {
  for (const end = Date.now() + ms; ; await pause(500)) {
    const { rows } = await database.pool.query<Row>(`
      select id, status, platform_status, payment, payment_taken,
             (select count(*) from notifications where order_id = orders.id and handled_at is null) as waiting
      from orders`)
    const open = rows.filter(
      (row) =>
        ['submitting', 'uncertain', 'unpaid', 'paid', 'surrendering'].includes(row.status) ||
        row.payment !== row.payment_taken ||
        row.waiting > 0,
    )
    if (open.length === 0 || Date.now() > end)
      return open.map(
        (row) =>
          `${row.id} ${row.status} ${row.platform_status} payment ${row.payment}/${row.payment_taken}, ${row.waiting} notifications`,
      )
  }
}
