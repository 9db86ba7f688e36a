import { randomUUID } from 'node:crypto'
import type { Order, OrderStatus, PlacedOrder, PlaceOrder } from '../../../src/contract/orders.ts'
import { sendPayment } from '../../features/orders/confirm-payment.ts'
import { submitOrder } from '../../features/orders/submit-order.ts'
import { GatewayError } from '../../gateway/errors.ts'
import { pullOrder } from '../../notifications/pull-order.ts'
import type { TestPortal } from '../portal.ts'

/** An order as the sandbox keeps it, as far as it is looked at here. */
export type OnPlatform = {
  tempOrderCode: string
  orderCode: string | null
  state: string
  invoiceStatus: number
  policies: { policyCode: string; state: string }[]
}

/** The platform's states in our words. */
const OURS: Record<string, OrderStatus> = {
  unpaid: 'unpaid',
  'payment-failed': 'failed',
  paid: 'paid',
  issued: 'issued',
  'issue-failed': 'failed',
  surrendering: 'surrendering',
  surrendered: 'surrendered',
  refunded: 'refunded',
  cancelled: 'failed',
  expired: 'failed',
}
/** How far an order has come; what ended without insurance can come no further. */
const FAR: Partial<Record<OrderStatus, number>> = { paid: 1, issued: 2, surrendered: 4, refunded: 5 }
const FAR_THERE: Record<string, number> = {
  paid: 1,
  'issue-failed': 1,
  issued: 2,
  surrendering: 3,
  surrendered: 4,
  refunded: 5,
}

/** One order in a portal that many share, and everything that can happen to it from either side. */
export class OrderUnderTest {
  readonly portal: TestPortal
  readonly id: string

  private constructor(portal: TestPortal, id: string) {
    this.portal = portal
    this.id = id
  }

  static async place(portal: TestPortal, body: PlaceOrder): Promise<OrderUnderTest> {
    const answer = await portal.ask('POST', '/api/orders', body, { 'idempotency-key': randomUUID() })
    if (answer.statusCode !== 201 && answer.statusCode !== 202) throw new Error(answer.body)
    return new OrderUnderTest(portal, answer.json<PlacedOrder>().id)
  }

  row() {
    return this.portal.deps.db
      .selectFrom('orders')
      .selectAll()
      .where('id', '=', this.id)
      .executeTakeFirstOrThrow()
  }

  /** Null while the platform has not answered with its number. */
  async onPlatform(): Promise<OnPlatform | null> {
    const { temp_order_code } = await this.row()
    if (!temp_order_code) return null
    return this.portal.control<OnPlatform>('GET', `/orders/${temp_order_code}`)
  }

  async shown(): Promise<Order> {
    return (await this.portal.ask('GET', `/api/orders/${this.id}`)).json<Order>()
  }

  /** What customer or insurer do; what the platform does not allow now does not happen. */
  async act(action: string): Promise<void> {
    const { temp_order_code } = await this.row()
    if (temp_order_code)
      await this.portal.control('POST', `/orders/${temp_order_code}/actions`, { action }).catch(() => {})
  }

  /** A notification that anybody may have sent; nothing of it is true. */
  async notify(event: 'deliver' | 'return' | 'refund', body: string): Promise<void> {
    const row = await this.row()
    const secret = { deliver: row.deliver_secret, return: row.return_secret, refund: row.refund_secret }[
      event
    ]
    const answer = await this.portal.app.inject({
      method: 'POST',
      url: `/notify/${event}/${secret}`,
      payload: body,
      headers: { 'content-type': 'application/json' },
    })
    if (answer.statusCode !== 200) throw new Error(`a notification was answered ${answer.statusCode}`)
  }

  /** Asks the portal as staff do; that it may refuse is part of the game, that it breaks is not. */
  async press(path: string, body: object): Promise<void> {
    const answer = await this.portal.ask('POST', `/api/orders/${this.id}/${path}`, body)
    if (answer.statusCode === 500) throw new Error(`${path}: ${answer.body}`)
  }

  /** Fails where the portal says more than the platform has done. */
  async assertNothingInvented(): Promise<void> {
    const { status } = await this.row()
    const far = FAR[status]
    if (!far) return
    const there = await this.onPlatform()
    if (far > (there ? (FAR_THERE[there.state] ?? 0) : 0))
      throw new Error(`the portal says ${status}, the platform ${there?.state ?? 'nothing'}`)
  }

  /** What the queues do in time: place what is not placed, send what was not taken, ask. Call after the clock moved on. */
  async catchUp(): Promise<void> {
    const { deps } = this.portal
    const row = await this.row()
    try {
      if (!row.temp_order_code) await submitOrder(deps, this.id, 'background')
      if (row.payment !== row.payment_taken) await sendPayment(deps, this.id, 'background')
      await pullOrder(deps, this.id, 'background')
    } catch (error) {
      if (!(error instanceof GatewayError)) throw error
    }
  }

  /** The portal shows what the platform has: state, policies and theirs, invoice. */
  async assertAgrees(): Promise<void> {
    const there = await this.onPlatform()
    const here = await this.shown()
    if (!there) throw new Error(`never placed: ${here.status}`)
    // A pre-order that the customer has not confirmed is unknown to 7.11: the portal still waits for the payment.
    const status = there.orderCode ? OURS[there.state] : 'unpaid'
    const policies = (list: (string | null)[][]) =>
      [...new Set(list.filter(([code]) => code).map((one) => one.join(' ')))].toSorted().join(', ')
    const ours = policies(here.policies.map((one) => [one.policyCode, one.status]))
    const theirs = policies(there.policies.map((one) => [one.policyCode, OURS[one.state] ?? one.state]))
    const invoice = (['none', 'issued', 'failed', 'issuing', 'partly-issued'] as const)[there.invoiceStatus]
    const found = `${here.status} [${ours}] ${here.invoice.status ?? 'none'}`
    const wanted = `${status} [${theirs}] ${invoice}`
    const standing = here.surrender !== null && there.state !== 'surrendering'
    if (found !== wanted || standing)
      throw new Error(
        `the portal shows ${found}${standing ? ', a surrender standing' : ''}, the platform has ${wanted}\n${here.timeline.map(({ kind, note, platformCode }) => [kind, note, platformCode].filter(Boolean).join(' ')).join('\n')}`,
      )
  }
}
