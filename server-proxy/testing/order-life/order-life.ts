import fc from 'fast-check'
import { setTimeout as pause } from 'node:timers/promises'
import { addDays } from '#contract/days.ts'
import type { PlaceOrder } from '#contract/place-order.ts'
import { reconcile } from '../../orders/jobs.ts'
import type { TestPortal } from '../portal.ts'
import { preparedOrder, tomorrow } from '../sale.ts'
import { ask } from './ask.ts'
import { assertAgrees, assertClaimsEnded, surrendersUndone, timeline } from './assertions.ts'
import { AT_LEAST } from './at-least.ts'
import { happenings } from './commands.ts'
import { eraseUnderWay } from './erase.ts'
import { assertEffectsOnce, fromPartner } from './effects.ts'
import { keepHistory } from './history.ts'
import { sentTwice } from './sent-once.ts'
import { Tally } from './tally.ts'
import type { OnPlatform } from './platform-state.ts'
import { OrderUnderTest } from './world.ts'

/** Concurrent orders in one portal. */
const AT_ONCE = 30
/** Longer than the portal waits before it counts a lost request as undone. */
const LATER_MS = 5 * 60_000

/**
 * Ordinary products, a group, and products whose notifications never come, come twice, late, early, or the
 * last one first.
 */
const PRODUCTS = [
  ['200207', '30543'],
  ['200618', '61801'],
  ...['900101', '900102', '900103', '900104', '900105'].map((code) => [code, `${code}01`] as const),
  // The platform uses other labels; it refuses to surrender.
  ...['900131', '900171'].map((code) => [code, `${code}01`] as const),
] as const
/** Surrenders are accepted and refused later: shown for a while or never, with a notification or without. */
const CONTRARY = ['900172', '900173', '900174'].map((code) => [code, `${code}01`] as const)
const ALL = [...PRODUCTS, ...CONTRARY]

const lifeOf = (alien: string, contrary: boolean) =>
  fc.record({
    contrary: fc.constant(contrary),
    product: contrary
      ? fc.oneof(fc.nat({ max: 1 }), fc.integer({ min: PRODUCTS.length, max: ALL.length - 1 }))
      : fc.nat({ max: PRODUCTS.length - 1 }),
    credit: fc.boolean(),
    people: fc.integer({ min: 1, max: 2 }),
    /** How often the form is sent in parallel. */
    presses: fc.constantFrom(1, 1, 2),
    /** How many answers to its placing are lost. */
    lostPlacing: fc.constantFrom(0, 0, 0, 0, 0, 0, 0, 0, 1, 2),
    /** The platform's steps before anything random happens: most of a life is after them. */
    begun: fc.constantFrom(
      [],
      ['confirm'],
      ['confirm'],
      ['pay'],
      ['pay', 'issue'],
      ['pay', 'issue'],
      ['pay', 'issue'],
    ),
    happenings: happenings(alien, contrary),
  })
type Life = (ReturnType<typeof lifeOf> extends fc.Arbitrary<infer One> ? One : never) & object

/**
 * Runs `runs` orders through random lives. Each must end in the platform's own state, with each payment
 * signal, surrender and invoice sent once, and without any backward step or state that the platform did not
 * have. Throws with the seed and the failed life.
 */
export async function liveOrders(portal: TestPortal, runs: number, seed: number): Promise<void> {
  const forms: PlaceOrder[] = []
  for (const [product, plan] of ALL) forms.push(await preparedOrder(portal, product, plan))
  const alien = await somebodyElses(portal)
  const tally = new Tally()
  await keepHistory(portal.deps)
  const endPartner = await fromPartner(portal)
  let ahead = 0
  portal.deps.now = () => Date.now() + ahead

  // A third of the lives meet a platform that contradicts itself.
  const anyLife = fc.oneof(
    { weight: 2, arbitrary: lifeOf(alien, false) },
    { weight: 1, arbitrary: lifeOf(alien, true) },
  )
  const batch = fc.asyncProperty(
    // Without fast-check's bias towards the smallest, because short lives prove nothing.
    fc.noBias(fc.array(anyLife, { minLength: AT_ONCE, maxLength: AT_ONCE })),
    async (lives) => {
      const lived: { order: OrderUnderTest; life: Life }[] = []
      const place = async (life: Life) => {
        const form = forms[life.product]
        if (!form) return
        const order = await OrderUnderTest.place(portal, bodyOf(life, form), tally, life.presses)
        lived.push({ order, life })
      }
      // The platform assigns no number to a pre-order in advance, so these faults run for one life at a time.
      for (const life of lives.filter(({ lostPlacing }) => lostPlacing > 0)) {
        await portal.fault('addTemp', 'lost', { times: life.lostPlacing })
        await place(life)
        await portal.control('DELETE', '/faults')
        await keepCircuitsClosed(portal)
      }
      await Promise.all(lives.filter(({ lostPlacing }) => lostPlacing === 0).map(place))
      await Promise.all(lived.map(({ order, life }) => live(order, life)))

      await portal.control('DELETE', '/faults')
      await keepCircuitsClosed(portal)
      await Promise.all(lived.map(({ order }) => order.contradictNoMore()))
      await hurry(portal)
      await Promise.all(lived.map(({ order, life }) => blame(order, life, () => order.allSent())))
      await hurry(portal)
      // The clock never jumps during a call, because a held lease would look abandoned.
      ahead += LATER_MS
      await asTimePasses(portal, lived)
      // A request that was just repeated needs its normal time.
      if (await someSentAgain(portal, lived)) {
        await hurry(portal)
        ahead += LATER_MS
        await asTimePasses(portal, lived)
      }

      await Promise.all(lived.map(({ order, life }) => blame(order, life, () => order.withdrawHanging())))

      const ends: (OnPlatform | null)[] = []
      const undone = new Map<string, number>()
      for (const { order, life } of lived)
        await blame(order, life, async () => {
          const there = await order.assertNothingInvented()
          ends.push(there)
          if (there && life.contrary) undone.set(there.tempOrderCode, await surrendersUndone(order))
          await assertAgrees(order)
          await assertClaimsEnded(order)
          await assertEffectsOnce(portal.deps, order.id, tally, life.contrary)
        })
      const twice = await sentTwice(portal, ends, tally, undone)
      for (const [place, { order, life }] of lived.entries())
        await blame(order, life, () => {
          const said = twice.get(ends[place]?.tempOrderCode ?? '')
          if (said) throw new Error(said)
        })
      // A few at a time: each erasure holds a connection.
      for (let n = 0; n < lived.length; n += 10)
        await Promise.all(
          lived.slice(n, n + 10).map(({ order, life }) => blame(order, life, () => eraseUnderWay(order))),
        )
      await portal.control('DELETE', '/faults')
      await retire(portal, lived)
    },
  )
  const { failed, numRuns, errorInstance } = await fc.check(batch, {
    numRuns: Math.max(1, Math.ceil(runs / AT_ONCE)),
    seed,
    // A batch never repeats exactly, so it is not shrunk: the life itself reports its failure.
    endOnFailure: true,
  })
  endPartner()
  // Reports only the failed life: thirty are too long to read.
  if (failed)
    throw new Error(`in batch ${numRuns} of ORDER_LIVES_SEED=${seed}: ${String(errorInstance)}`, {
      cause: errorInstance,
    })
  const missing = tally.missing(AT_LEAST, runs)
  if (missing.length > 0)
    throw new Error(`it hardly happened:\n${missing.join('\n')}\n\nof:\n${String(tally)}`)
}

async function live(order: OrderUnderTest, life: Life): Promise<void> {
  await blame(order, life, async () => {
    for (const action of life.begun) await order.act(action)
    const there = await order.onPlatform()
    await fc.asyncModelRun(() => ({ model: { there }, real: order }), life.happenings)
  })
}

/** Adds the failed life to the error. */
async function blame(order: OrderUnderTest, life: Life, run: () => Promise<void> | void): Promise<void> {
  try {
    await run()
  } catch (error) {
    const { product, credit, people, lostPlacing, begun } = life
    const summary = JSON.stringify({ product: ALL[product]?.[0], credit, people, lostPlacing, begun })
    throw new Error(
      `${String(error)}\n${summary}\n${fc.stringify(life.happenings)}\n${await timeline(order)}`,
      {
        cause: error,
      },
    )
  }
}

/** Work of reconciliation: a pull, and a repeated surrender that the platform never received. */
const QUEUES = ['pull-order', 'poll-order', 'send-surrender'] as const

/** Reconciliation alone finds what is in flight; what is at rest is refreshed by its viewer. */
async function asTimePasses({ deps }: TestPortal, lived: { order: OrderUnderTest }[]): Promise<void> {
  const rows = await Promise.all(lived.map(({ order }) => order.row()))
  const due = new Set(rows.flatMap(({ id, next_pull_at }) => (next_pull_at ? [id] : [])))
  await reconcile(deps)
  for (;;) {
    const queues = await deps.jobs.depths()
    const busy = QUEUES.filter((queue) =>
      queues.some(({ name, waiting, running }) => name === queue && waiting + running > 0),
    )
    if (busy.length === 0) break
    for (const queue of busy) deps.jobs.wake(queue)
    await pause(20)
  }
  const atRest = lived.filter(({ order }) => !due.has(order.id))
  await Promise.all(
    atRest.map(({ order }) => ask(order.portal, 'POST', `/api/orders/${order.id}/refresh`, {})),
  )
}

async function someSentAgain({ deps }: TestPortal, lived: { order: OrderUnderTest }[]): Promise<boolean> {
  const ids = lived.map(({ order }) => order.id)
  const again = deps.db.selectFrom('orders').select('id').where('id', 'in', ids)
  return (await again.where('surrender_sends', '>', 1).executeTakeFirst()) !== undefined
}

/** Ends their polling, so reconciliation is free for other lives. */
async function retire({ deps }: TestPortal, lived: { order: OrderUnderTest }[]): Promise<void> {
  await deps.db
    .updateTable('orders')
    .set({ next_pull_at: null })
    .where(
      'id',
      'in',
      lived.map(({ order }) => order.id),
    )
    .execute()
}

function bodyOf({ credit, people }: Life, form: PlaceOrder): PlaceOrder {
  const start = addDays(tomorrow(), 5)
  return {
    ...form,
    payType: credit ? 'credit' : 'cash',
    startDate: start,
    endDate: addDays(start, 2),
    insured: form.insured?.slice(0, people),
  }
}

/** The number of a paid order of the same member, for other days, that the portal does not know. */
async function somebodyElses(portal: TestPortal): Promise<string> {
  const form = await preparedOrder(portal, '900101', '90010101')
  const order = await OrderUnderTest.place(portal, form, new Tally(), 1)
  const { temp_order_code } = await order.row()
  await order.act('pay')
  await portal.deps.db
    .updateTable('orders')
    .set({ temp_order_code: null, status: 'failed', next_pull_at: null })
    .where('id', '=', order.id)
    .execute()
  return temp_order_code ?? ''
}

/** Completes all waiting work of the platform and its consequences. */
async function hurry(portal: TestPortal): Promise<void> {
  for (let quiet = 0; quiet < 3; ) {
    const { hurried } = await portal.control<{ hurried: number }>('POST', '/hurry')
    quiet = hurried === 0 ? quiet + 1 : 0
    await pause(15)
  }
}

const keepCircuitsClosed = ({ deps }: TestPortal) => deps.db.deleteFrom('gateway_calls').execute()
