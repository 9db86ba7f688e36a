import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { PlaceOrder } from '#contract/place-order.ts'
import type { Answer, FaultWorld } from './fault-world.ts'
import type { PortalProcess } from './portal-process.ts'

/** The promise for an order in flight: right within five minutes after any loss. */
const TIMEOUT_MS = 300_000

/** Everything that the portal has acknowledged and must never lose. */
export type Promises = {
  /** Order id by idempotency key. */
  orders: Map<string, string>
  /** Acknowledged notifications by order id. */
  notifications: Map<string, number>
  /** Credit orders whose payment was reported, and orders whose surrender was requested. */
  payments: Set<string>
  surrenders: Set<string>
  /** Contradictions seen on the way. */
  broken: string[]
}

export const noPromises = (): Promises => ({
  orders: new Map(),
  notifications: new Map(),
  payments: new Set(),
  surrenders: new Set(),
  broken: [],
})

type SandboxOrder = {
  tempOrderCode: string
  deliverNotifyUrl: string
  state: string
  orderCode: string | null
}

/**
 * Serves customers until `ended`, at least one and each to the end: places an order with one key through any
 * answering portal, pays or reports the payment, sometimes surrenders. Also sends forged notifications.
 */
export async function serveCustomers(
  world: FaultWorld,
  order: PlaceOrder,
  promises: Promises,
  ended: () => boolean,
): Promise<void> {
  do {
    const payType = Math.random() < 0.4 ? 'credit' : 'cash'
    try {
      await serve(world, { ...order, payType }, promises)
    } catch (error) {
      promises.broken.push(error instanceof Error ? error.message : String(error))
    }
  } while (!ended())
}

async function serve(world: FaultWorld, order: PlaceOrder, promises: Promises): Promise<void> {
  const key = randomUUID()
  const placed = await insist(world, key, 'POST', '/api/orders', order, { 'idempotency-key': key })
  const id = String(placed['id'])
  promises.orders.set(key, id)
  // A repeated press returns the same order.
  const again = await world.ask(anyOf(world), 'POST', '/api/orders', order, { 'idempotency-key': key })
  if (again.status > 0 && again.status < 300 && again.body['id'] !== id)
    promises.broken.push(`${key} became two orders: ${id} and ${String(again.body['id'])}`)

  const temp = await until(world, id, 'a pre-order', ({ body }) => body['tempOrderCode'] as string | null)
  await world.control('POST', `/orders/${temp}/actions`, {
    action: order.payType === 'credit' ? 'confirm' : 'pay',
  })
  if (order.payType === 'credit') {
    await insist(world, id, 'POST', `/api/orders/${id}/payment`, { txnStatus: 'paid' })
    promises.payments.add(id)
  }
  await forge(world, temp, id, promises)
  await until(world, id, 'issued', ({ body }) => body['status'] === 'issued' && 'issued')
  if (Math.random() < 0.25) {
    const { status } = await world.ask(anyOf(world), 'POST', `/api/orders/${id}/surrender`, {})
    if (status === 200 || status === 202) promises.surrenders.add(id)
  }
}

/** A forged notification to the order's own address; once acknowledged it must be kept. */
async function forge(world: FaultWorld, temp: string, id: string, promises: Promises): Promise<void> {
  const { deliverNotifyUrl } = await world.control<SandboxOrder>('GET', `/orders/${temp}`)
  const { pathname } = new URL(deliverNotifyUrl)
  for (let n = 0; n < 2; n++) {
    const portal = anyOf(world)
    const { status } = await world.ask(portal, 'POST', pathname, { success: false, n })
    if (status !== 200) continue
    world.onAcknowledged(portal)
    promises.notifications.set(id, (promises.notifications.get(id) ?? 0) + 1)
  }
}

const anyOf = ({ portals }: FaultWorld) =>
  portals[Math.floor(Math.random() * portals.length)] as PortalProcess

/** Retries on any portal until one gives a definite answer. */
async function insist(
  world: FaultWorld,
  what: string,
  method: string,
  path: string,
  body: object,
  headers: object = {},
): Promise<Answer['body']> {
  let last: Answer | null = null
  for (const end = Date.now() + TIMEOUT_MS; Date.now() < end; await pause(100)) {
    last = await world.ask(anyOf(world), method, path, body, headers)
    if (last.status >= 200 && last.status < 300) return last.body
    if (last.status >= 400 && last.status < 500) break
  }
  throw new Error(`${method} ${path} for ${what}: ${last?.status} ${JSON.stringify(last?.body)}`)
}

async function until(
  world: FaultWorld,
  id: string,
  what: string,
  found: (answer: Answer) => string | false | null | undefined,
): Promise<string> {
  let last: Answer | null = null
  for (const end = Date.now() + TIMEOUT_MS; Date.now() < end; await pause(150)) {
    const answer = await world.ask(anyOf(world), 'GET', `/api/orders/${id}`)
    if (answer.status === 404) throw new Error(`the acknowledged order ${id} is missing`)
    if (answer.status !== 200) continue
    last = answer
    const value = found(answer)
    if (value) return value
  }
  throw new Error(`the order ${id} never had ${what}: ${String(last?.body['status'])}`)
}
