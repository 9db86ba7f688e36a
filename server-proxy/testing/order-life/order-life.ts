import fc from 'fast-check'
import { addDays } from '../../../src/contract/days.ts'
import type { PlaceOrder } from '../../../src/contract/orders.ts'
import type { TestPortal } from '../portal.ts'
import { preparedOrder, tomorrow } from '../sale.ts'
import { happenings } from './commands.ts'
import { OrderUnderTest } from './world.ts'

/** Orders that live side by side in one portal. */
const AT_ONCE = 30
/** Longer than the portal waits before it calls a lost request undone. */
const LATER_MS = 5 * 60_000
/** What a lost payment starts on the platform is seen in the round after it was sent. */
const ROUNDS = 2

const life = fc.record({
  credit: fc.boolean(),
  people: fc.integer({ min: 1, max: 2 }),
  group: fc.boolean(),
  /** What the platform has done before anything random happens: most of a life lies after it. */
  begun: fc.constantFrom([], ['confirm'], ['confirm'], ['pay'], ['pay', 'issue'], ['pay', 'issue']),
  lostPlacing: fc.integer({ min: 0, max: 5 }).map((n) => n === 0),
  happenings,
})

/**
 * Lets `runs` orders live random lives, in whose end each has to show the platform's own state, and each paid signal,
 * surrender and invoice to have been done once. Throws fast-check's report with the seed and the shortest failing life.
 */
export async function liveOrders(portal: TestPortal, runs: number, seed: number): Promise<void> {
  const ordinary = await preparedOrder(portal)
  const group = await preparedOrder(portal, '200618', '61801')
  let ahead = 0
  const done = new Map<string, number>()
  portal.deps.now = () => Date.now() + ahead

  const batch = fc.asyncProperty(
    fc.array(life, { minLength: AT_ONCE, maxLength: AT_ONCE }),
    fc.constantFrom('normal', 'twice', 'late', 'none', 'reversed', 'early'),
    async (lives, notify) => {
      await portal.control('POST', '/settings', { notify })
      await portal.control('DELETE', '/calls')
      const orders = await Promise.all(
        lives.map((one) => OrderUnderTest.place(portal, bodyOf(one, one.group ? group : ordinary))),
      )
      // Two whose placing was lost after the platform acted, one after the other: more would open the circuit.
      for (const one of lives.filter(({ lostPlacing }) => lostPlacing).slice(0, 2)) {
        await portal.fault('addTemp', 'lost')
        orders.push(await OrderUnderTest.place(portal, bodyOf(one, ordinary)))
      }
      await Promise.all(
        lives.map(async ({ begun, happenings }, place) => {
          const order = orders[place]
          if (!order) return
          for (const action of begun) await order.act(action)
          await fc.asyncModelRun(() => ({ model: {}, real: order }), happenings)
        }),
      )
      const sent = await sentOnce(portal, done)
      await portal.control('DELETE', '/faults')
      await healCircuits(portal)
      for (let round = 0; round < ROUNDS; round++) {
        ahead += LATER_MS
        await hurry(portal)
        await Promise.all(orders.map((order) => order.catchUp()))
      }
      for (const order of orders) await order.assertAgrees()
      for (const line of [...sent, ...(await sentOnce(portal))]) throw new Error(line)
    },
  )
  await fc.assert(batch, {
    numRuns: Math.max(1, Math.ceil(runs / AT_ONCE)),
    seed,
    // A shorter life is worth some minutes, not an hour.
    interruptAfterTimeLimit: 30 * 60_000,
  })
  // Lives in which nothing happened would prove nothing.
  const acts = [...done.values()].reduce((sum, count) => sum + count, 0)
  if (acts < runs / 20) throw new Error(`the platform did hardly anything of what was asked: ${acts} times`)
}

function bodyOf({ credit, people }: { credit: boolean; people: number }, body: PlaceOrder): PlaceOrder {
  const start = addDays(tomorrow(), 5)
  return {
    ...body,
    payType: credit ? 'credit' : 'cash',
    startDate: start,
    endDate: addDays(start, 2),
    insured: body.insured?.slice(0, people),
  }
}

/** Everything that waits on the platform's side happens, what follows from it too. */
async function hurry(portal: TestPortal): Promise<void> {
  for (let quiet = 0; quiet < 3; ) {
    const { hurried } = await portal.control<{ hurried: number }>('POST', '/hurry')
    quiet = hurried === 0 ? quiet + 1 : 0
    await new Promise((resolve) => setTimeout(resolve, 15))
  }
}

/** Faults met by many orders at once stop an interface for some seconds; a life need not wait for that. */
const healCircuits = ({ deps }: TestPortal) => deps.db.deleteFrom('gateway_calls').execute()

type Done = { code: string; bodyText: string | null; answer: string }

/** What the platform did more than once for one order or policy, in words. */
async function sentOnce(portal: TestPortal, done?: Map<string, number>): Promise<string[]> {
  const doubled: string[] = []
  for (const [name, keysOf] of DONE_ONCE) {
    const { calls } = await portal.control<{ calls: Done[] }>('GET', `/calls?interface=${name}`)
    const counts = new Map<string, number>()
    for (const { code, bodyText } of calls) {
      if (code !== '0000' || !bodyText) continue
      for (const key of keysOf(JSON.parse(bodyText) as Record<string, unknown>))
        counts.set(key, (counts.get(key) ?? 0) + 1)
    }
    done?.set(name, (done.get(name) ?? 0) + counts.size)
    for (const [key, count] of counts)
      if (count > 1) doubled.push(`${name} was done ${count} times for ${key}`)
  }
  return doubled
}

const DONE_ONCE: [name: string, keysOf: (body: Record<string, unknown>) => string[]][] = [
  // "Under way" (1) changes nothing on the platform and leaves no trace there to be read.
  ['outNotify', (body) => (body['txnStatus'] === 1 ? [] : [String(body['tempOrderCode'])])],
  ['surrenderByPolicyCode', (body) => body['policyCodes'] as string[]],
  ['surrenderByOrderCode', (body) => [String(body['orderCode'])]],
  ['applyInvoice', (body) => [String(body['orderCode'])]],
]
