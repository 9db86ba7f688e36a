import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { PlaceOrder } from '#contract/place-order.ts'
import { noPromises, serveCustomers } from '../testing/fault-customers.ts'
import { compare } from '../testing/fault-compare.ts'
import { prepare, settle, watchSends } from '../testing/fault-rounds.ts'
import { type FaultWorld, faultWorld } from '../testing/fault-world.ts'
import type { PortalProcess } from '../testing/portal-process.ts'
import { hasPostgres15, serverPair } from '../testing/standby.ts'
import type { Figure, Section } from './figure.ts'

const CUSTOMERS = 4
const LOAD_MS = 20_000
/** Between the loss of the primary and the operator's or the cluster manager's promotion. */
const UNNOTICED_MS = 3_000
const BACK_MS = 120_000

export const failoverSection: Section = {
  name: 'failover',
  about: 'the primary of two PostgreSQL 15 servers is killed under load, and the standby promoted',
  async run() {
    if (!hasPostgres15) {
      console.log(
        '  skipped: there is no PostgreSQL 15 in /usr/lib/postgresql/15 (Debian: apt-get install postgresql-15)',
      )
      return []
    }
    const servers = await serverPair()
    const world = await faultWorld(2, servers.url).catch(async (error: unknown) => {
      await servers.stop()
      throw error
    })
    try {
      const promises = noPromises()
      const order = await prepare(world)
      const sends = watchSends(world)
      let over = false
      const load = Array.from({ length: CUSTOMERS }, () => serveCustomers(world, order, promises, () => over))
      await pause(LOAD_MS)
      const before = promises.orders.size
      servers.killPrimary()
      await pause(UNNOTICED_MS)
      const promotedAt = performance.now()
      await servers.promote()
      const back = await Promise.all(world.portals.map((portal) => writes(world, portal, order, promotedAt)))
      const slowest = Math.max(...back.map(({ ms }) => ms))
      const live = await hears(world, order)
      await pause(LOAD_MS / 2)
      over = true
      await Promise.all(load)
      await world.chooseDatabase()
      const stuck = await settle(world, 300_000)
      await sends.stop()
      const { lost, doubled } = await compare(world, promises, sends.acted)
      const wrong = [...promises.broken, ...lost, ...doubled, ...stuck]
      for (const line of wrong) process.stderr.write(`${line}\n`)
      const acknowledged = `${promises.orders.size} orders (${before} before the kill), ${promises.payments.size} payments, ${promises.surrenders.size} surrenders`
      return [
        zero(`lost, of ${acknowledged} acknowledged`, [...promises.broken, ...lost]),
        zero('doubled', doubled),
        zero('not right by themselves within five minutes', stuck),
        {
          promise: 'writes back after the promotion, the slower of two portals, nothing done by hand',
          found: `${(slowest / 1000).toFixed(1)} s`,
          target: '≤ 30 s',
          holds: slowest <= 30_000,
        },
        {
          promise: 'a page of one portal hears of a change in the other again',
          found: live ? 'yes' : 'no',
          target: 'yes',
          holds: live,
        },
      ]
    } finally {
      await world.stop()
      await servers.stop()
    }
  },
}

const zero = (promise: string, list: string[]): Figure => ({
  promise,
  found: String(list.length),
  target: '0',
  holds: list.length === 0,
})

/** Until this portal places an order: its id, and the time since the promotion. */
async function writes(world: FaultWorld, portal: PortalProcess, order: PlaceOrder, since: number) {
  const key = randomUUID()
  for (const end = Date.now() + BACK_MS; Date.now() < end; await pause(100)) {
    const { status, body } = await world.ask(portal, 'POST', '/api/orders', order, { 'idempotency-key': key })
    if (status < 200 || status >= 300) continue
    const ms = performance.now() - since
    await pay(world, portal, String(body['id']))
    return { ms, id: String(body['id']) }
  }
  return { ms: Number.POSITIVE_INFINITY, id: '' }
}

/** Pays the order: an unpaid order never reaches a final state. */
async function pay(world: FaultWorld, portal: PortalProcess, id: string): Promise<void> {
  for (const end = Date.now() + BACK_MS; Date.now() < end; await pause(200)) {
    const { body } = await world.ask(portal, 'GET', `/api/orders/${id}`)
    if (typeof body['tempOrderCode'] !== 'string') continue
    await world.control('POST', `/orders/${body['tempOrderCode']}/actions`, { action: 'pay' })
    return
  }
}

/** Whether a page of the first portal hears of an order that the second one places; a page reconnects, as here. */
async function hears(world: FaultWorld, order: PlaceOrder): Promise<boolean> {
  const [first, second] = world.portals as [PortalProcess, PortalProcess]
  const ending = new AbortController()
  let heard = ''
  const listening = (async () => {
    for (; !ending.signal.aborted; await pause(500)) await listen(first).catch(() => {})
  })()
  async function listen({ url }: PortalProcess): Promise<void> {
    const headers = { cookie: world.cookieOf(first) }
    const stream = await fetch(`${url}/api/events`, { headers, signal: ending.signal })
    for await (const chunk of stream.body as unknown as AsyncIterable<Uint8Array>)
      heard += Buffer.from(chunk).toString()
  }
  const ids: string[] = []
  for (
    const end = Date.now() + 30_000;
    Date.now() < end && !ids.some((id) => heard.includes(id));
    await pause(500)
  )
    ids.push((await writes(world, second, order, 0)).id)
  ending.abort()
  await listening
  return ids.some((id) => id && heard.includes(id))
}
