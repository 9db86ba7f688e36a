import fc from 'fast-check'
import { setTimeout as pause } from 'node:timers/promises'
import { addDays } from '#contract/days.ts'
import type { PlaceOrder } from '#contract/place-order.ts'
import { reconcile } from '../../orders/jobs.ts'
import type { TestPortal } from '../portal.ts'
import { preparedOrder, tomorrow } from '../sale.ts'
import { AT_LEAST, happenings } from './commands.ts'
import { assertEffectsOnce, fromPartner } from './effects.ts'
import { keepHistory } from './history.ts'
import { sentTwice } from './sent-once.ts'
import { Tally } from './tally.ts'
import { type OnPlatform, OrderUnderTest } from './world.ts'

/** Orders that live side by side in one portal. */
const AT_ONCE = 30
/** Longer than the portal waits before it calls a lost request undone. */
const LATER_MS = 5 * 60_000

/** Ordinary, a group's, and those whose notifications never come, come twice, late, early, or the last one first. */
const PRODUCTS = [
  ['200207', '30543'],
  ['200618', '61801'],
  ...['900101', '900102', '900103', '900104', '900105'].map((code) => [code, `${code}01`] as const),
  // The platform calls its states by other words; it refuses to surrender.
  ...['900131', '900171'].map((code) => [code, `${code}01`] as const),
] as const
/** Surrenders are accepted and refused later: shown for a while, or never, with a notification or without. */
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
    /** The form is sent so often at once. */
    presses: fc.constantFrom(1, 1, 2),
    /** How many answers to its placing are lost. */
    lostPlacing: fc.constantFrom(0, 0, 0, 0, 0, 0, 0, 0, 1, 2),
    /** What the platform has done before anything random happens: most of a life lies after it. */
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
 * Lets `runs` orders live random lives, in the end of which each has to show the platform's own state, each paid signal,
 * surrender and invoice has been sent once, and none ever went backwards or said what the platform had not done. Throws
 * with the seed and the life that failed.
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
    // Without fast-check's leaning towards the smallest: short lives are none.
    fc.noBias(fc.array(anyLife, { minLength: AT_ONCE, maxLength: AT_ONCE })),
    async (lives) => {
      const lived: { order: OrderUnderTest; life: Life }[] = []
      const place = async (life: Life) => {
        const form = forms[life.product]
        if (!form) return
        const order = await OrderUnderTest.place(portal, bodyOf(life, form), tally, life.presses)
        lived.push({ order, life })
      }
      // Of pre-orders the platform tells no number beforehand, so each has these faults to itself.
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
      // No clock leaps while somebody is sending: a lease that is held would look like one left behind.
      ahead += LATER_MS
      await asTimePasses(portal, lived)
      // What was asked for once more just now takes its time there as everything does.
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
          if (there && life.contrary) undone.set(there.tempOrderCode, await order.surrendersUndone())
          await order.assertAgrees()
          await order.assertClaimsEnded()
          await assertEffectsOnce(portal.deps, order.id, tally, life.contrary)
        })
      const twice = await sentTwice(portal, ends, tally, undone)
      for (const [place, { order, life }] of lived.entries())
        await blame(order, life, () => {
          const said = twice.get(ends[place]?.tempOrderCode ?? '')
          if (said) throw new Error(said)
        })
      await Promise.all(lived.map(({ order, life }) => blame(order, life, () => order.eraseUnderWay())))
      await portal.control('DELETE', '/faults')
      await retire(portal, lived)
    },
  )
  const { failed, numRuns, errorInstance } = await fc.check(batch, {
    numRuns: Math.max(1, Math.ceil(runs / AT_ONCE)),
    seed,
    // A batch never runs the same twice: what failed is said by the life itself.
    endOnFailure: true,
  })
  endPartner()
  // Thirty lives are too long to be read: the one that failed says it all.
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

/** Says which life it was. */
async function blame(order: OrderUnderTest, life: Life, run: () => Promise<void> | void): Promise<void> {
  try {
    await run()
  } catch (error) {
    const { product, credit, people, lostPlacing, begun } = life
    const told = JSON.stringify({ product: ALL[product]?.[0], credit, people, lostPlacing, begun })
    throw new Error(
      `${String(error)}\n${told}\n${fc.stringify(life.happenings)}\n${await order.timeline()}`,
      {
        cause: error,
      },
    )
  }
}

/** What reconciliation asks for: a look, and a surrender once more that the platform has never heard of. */
const QUEUES = ['pull-order', 'poll-order', 'send-surrender'] as const

/** Reconciliation alone finds what is in flight; what is at rest here is found by whoever looks at it. */
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
  await Promise.all(atRest.map(({ order }) => order.press('refresh', {})))
}

async function someSentAgain({ deps }: TestPortal, lived: { order: OrderUnderTest }[]): Promise<boolean> {
  const ids = lived.map(({ order }) => order.id)
  const again = deps.db.selectFrom('orders').select('id').where('id', 'in', ids)
  return (await again.where('surrender_sends', '>', 1).executeTakeFirst()) !== undefined
}

/** Their time is over: reconciliation need not look after them while others live. */
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

/** The number of a paid order of the same member, for other days, that this portal does not know to be its own. */
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

/** Everything that waits on the platform's side happens, what follows from it too. */
async function hurry(portal: TestPortal): Promise<void> {
  for (let quiet = 0; quiet < 3; ) {
    const { hurried } = await portal.control<{ hurried: number }>('POST', '/hurry')
    quiet = hurried === 0 ? quiet + 1 : 0
    await pause(15)
  }
}

const keepCircuitsClosed = ({ deps }: TestPortal) => deps.db.deleteFrom('gateway_calls').execute()
