import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Order } from '#contract/orders.ts'
import type { PlacedOrder, PlaceOrder } from '#contract/place-order.ts'
import { sendPayment } from '../../orders/confirm-payment.ts'
import { submitOrder } from '../../orders/submit-order.ts'
import { GatewayError } from '../../gateway/errors.ts'
import { pullAfresh, pullOrder } from '../../orders/pull-order.ts'
import type { OrderRow } from '../../store/schema/orders.ts'
import type { TestPortal } from '../portal.ts'
import { ask } from './ask.ts'
import { isOnwards, movesOf } from './history.ts'
import { assertNumbers } from './assertions.ts'
import { type OnPlatform, OURS, PROGRESS, progressThere, shownBy } from './platform-state.ts'
import type { Tally } from './tally.ts'

export type Event = 'deliver' | 'return' | 'refund'

/** One order in a shared portal, and everything that can happen to it from either side. */
export class OrderUnderTest {
  readonly portal: TestPortal
  readonly id: string
  readonly tally: Tally
  /** A surrender was requested here or on the platform, regardless of its outcome. */
  #surrendering = false
  /** The platform once said that it ended without cover; a payment can be retried. */
  #failed = false
  #seen = 0
  /** The platform has contradicted itself: its statements in between are not its actions. */
  #contradicted = false

  private constructor(portal: TestPortal, id: string, tally: Tally) {
    this.portal = portal
    this.id = id
    this.tally = tally
  }

  /** Places an order like a form that is sent `times` times in parallel. */
  static async place(
    portal: TestPortal,
    body: PlaceOrder,
    tally: Tally,
    times: number,
  ): Promise<OrderUnderTest> {
    const headers = { 'idempotency-key': randomUUID() }
    const send = () => ask(portal, 'POST', '/api/orders', body, headers)
    const answers = await Promise.all(Array.from({ length: times }, send))
    const ids = new Set<string>()
    for (const answer of answers) {
      if (answer.statusCode !== 201 && answer.statusCode !== 202) throw new Error(answer.body)
      ids.add(answer.json<PlacedOrder>().id)
      if (answer.statusCode === 202) tally.add('placing: answer lost')
    }
    const [id = ''] = ids
    if (ids.size !== 1) throw new Error('one key made several orders')
    return new OrderUnderTest(portal, id, tally)
  }

  row(): Promise<OrderRow> {
    return this.portal.deps.db
      .selectFrom('orders')
      .selectAll()
      .where('id', '=', this.id)
      .executeTakeFirstOrThrow()
  }

  /** Null while the platform has not answered with its number. */
  async onPlatform(row?: OrderRow): Promise<OnPlatform | null> {
    const { temp_order_code } = row ?? (await this.row())
    if (!temp_order_code) return null
    return this.portal.control<OnPlatform>('GET', `/orders/${temp_order_code}`)
  }

  /** Acts as the customer or insurer; skips what the platform does not allow now. */
  async act(action: string, more: object = {}): Promise<void> {
    const { temp_order_code } = await this.row()
    if (!temp_order_code) return
    // The platform may show and abandon it.
    if (action === 'surrender') this.#surrendering = true
    await this.portal
      .control('POST', `/orders/${temp_order_code}/actions`, { action, ...more })
      .catch(() => {})
  }

  /** Makes the platform contradict itself. */
  async contradicted(run: (order: OrderUnderTest) => Promise<unknown>): Promise<void> {
    this.#contradicted = true
    await run(this)
  }

  get wasContradicted(): boolean {
    return this.#contradicted
  }

  /** Makes the platform answer correctly again. */
  async contradictNoMore(): Promise<void> {
    if (!this.#contradicted) return
    await this.act('show-policies')
    await this.act('label', { label: null })
  }

  /** A policy that the platform shows in force is never hidden by its label of the order. */
  async pullAndSeeCover(): Promise<void> {
    const version = (await this.row()).pull_version
    const codes = (there: OnPlatform | null) =>
      shownBy(there).flatMap(({ policyCode, state }) =>
        policyCode && state === 'issued' ? [policyCode] : [],
      )
    const before = new Set(codes(await this.onPlatform()))
    // One that is under way may be older than the contradiction.
    await unlessAway(() => pullAfresh(this.portal.deps, this.id, 'background'))
    const { status, pull_version } = await this.row()
    // The platform could not be asked.
    if (pull_version === version) return
    // Only cover that was in force before the pull and after it: the platform issues and surrenders meanwhile.
    const there = await this.onPlatform()
    const inForce = codes(there).some((code) => before.has(code))
    if (!inForce) return
    if (status !== 'issued' && status !== 'surrendering')
      throw new Error(`${status} under ${there?.label}, though a policy is in force`)
    if (there?.label && there.label !== '已承保') this.tally.add('cover shown against a label')
  }

  /** A manager withdraws a surrender that the platform accepted and never carried out, when it is time. */
  async withdrawHanging(): Promise<void> {
    const there = await this.onPlatform()
    const { surrender_requested_at } = await this.row()
    if (!surrender_requested_at || there?.state !== 'issued') return
    await sql`update orders set surrender_requested_at = surrender_requested_at - interval '31 minutes'
      where id = ${this.id}`.execute(this.portal.deps.db)
    await this.pull()
    const { attentions, surrender } = (await ask(this.portal, 'GET', `/api/orders/${this.id}`)).json<Order>()
    if (!surrender) return
    if (!attentions.some(({ reason }) => reason === 'surrender-unconfirmed'))
      throw new Error('a surrender hangs without attention')
    const answer = await ask(this.portal, 'DELETE', `/api/orders/${this.id}/surrender`)
    if (answer.statusCode !== 200) throw new Error(`withdrawing the surrender: ${answer.body}`)
    this.tally.add('withdrawn by a manager')
  }

  /** Arms a fault for the next call of an interface about this order. */
  async fault(interfaceName: string, fault: string, more: object = {}): Promise<void> {
    const { temp_order_code } = await this.row()
    if (temp_order_code) await this.portal.fault(interfaceName, fault, { order: temp_order_code, ...more })
  }

  /** A notification without cause. Returns its HTTP status. */
  async notify(event: Event, body: string, secret?: string): Promise<number> {
    const answer = await this.portal.app.inject({
      method: 'POST',
      url: `/notify/${event}/${secret ?? (await this.secrets())[event]}`,
      payload: body,
      headers: { 'content-type': 'application/json' },
    })
    return answer.statusCode
  }

  async secrets(): Promise<Record<Event, string>> {
    const row = await this.row()
    return { deliver: row.deliver_secret, return: row.return_secret, refund: row.refund_secret }
  }

  /** Waits until every notification of this order is handled. */
  async notificationsHandled(): Promise<void> {
    for (const end = Date.now() + 60_000; ; await pause(15)) {
      const waiting = await this.portal.deps.db
        .selectFrom('notifications')
        .select('id')
        .where('order_id', '=', this.id)
        .where('handled_at', 'is', null)
        .executeTakeFirst()
      if (!waiting) return
      if (Date.now() > end) throw new Error('a notification is not handled')
      this.portal.deps.jobs.wake('pull-order')
    }
  }

  /** A request as staff send it: it may be refused but must not fail. */
  async press(path: string, body: object): Promise<void> {
    if (path === 'surrender') this.#surrendering = true
    const answer = await this.portal.ask('POST', `/api/orders/${this.id}/${path}`, body)
    if (answer.statusCode === 500) throw new Error(`${path}: ${answer.body}`)
    this.tally.add(`${path} answered ${answer.statusCode}`)
  }

  /** The work of the queues: places unplaced orders, sends untaken signals. */
  async sendWaiting(): Promise<void> {
    const { deps } = this.portal
    const row = await this.row()
    await unlessAway(async () => {
      if (!row.temp_order_code) await submitOrder(deps, this.id, 'background')
      if (row.payment !== row.payment_taken) await sendPayment(deps, this.id, 'background')
    })
  }

  /** Waits until everything has been sent to the platform. */
  async allSent(): Promise<void> {
    for (const end = Date.now() + 20_000; ; await pause(50)) {
      await this.sendWaiting()
      const row = await this.row()
      if (row.temp_order_code && row.payment === row.payment_taken) return
      if (Date.now() > end) throw new Error('something is still not sent')
    }
  }

  /** Ages this order so that a request without a trace counts as undone; other orders do not age. */
  async timePasses(): Promise<void> {
    for (const end = Date.now() + 20_000; ; await pause(20)) {
      // No call takes five minutes: what is in flight arrives first.
      const { numAffectedRows = 0n } = await sql`update orders set
          surrender_requested_at = surrender_requested_at - interval '5 minutes',
          invoice_requested_at = invoice_requested_at - interval '5 minutes'
        where id = ${this.id} and not exists (select from pgboss.job
          where name = 'send-surrender' and singleton_key = ${this.id} and state = 'active')`.execute(
        this.portal.deps.db,
      )
      if (numAffectedRows > 0n) return
      if (Date.now() > end) throw new Error('a surrender is in flight forever')
    }
  }

  pull(): Promise<void> {
    return unlessAway(() => pullOrder(this.portal.deps, this.id, 'background'))
  }

  /**
   * Fails when the portal reports, or briefly reported, what the platform has not done. Returns the
   * platform's order.
   */
  async assertNothingInvented(): Promise<OnPlatform | null> {
    const row = await this.row()
    const moves = await movesOf(this.portal.deps, this.id, this.#seen)
    const there = await this.onPlatform(row)
    if (there && OURS[there.state] === 'failed') this.#failed = true
    const reached = Math.max(progressThere(there), this.#surrendering ? 3 : 0)
    for (const move of moves) {
      this.#seen = move.n
      if (this.#contradicted) continue
      if (!isOnwards(move)) throw new Error(`the ${move.what} went back from ${move.was} to ${move.now}`)
      if (move.what !== 'status') continue
      const status = move.now
      const far = PROGRESS[status] ?? 0
      if (status === 'surrendering' ? far > reached : far > progressThere(there))
        throw new Error(`the portal said ${status}, the platform ${there?.state ?? 'nothing'}`)
      if (status === 'failed' && !this.#failed)
        throw new Error(`the portal said failed, the platform ${there?.state ?? 'nothing'}`)
    }
    await assertNumbers(this, row, there)
    return there
  }
}

/** A platform that cannot be asked now is asked later. */
async function unlessAway(run: () => Promise<unknown>): Promise<void> {
  try {
    await run()
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error
  }
}
