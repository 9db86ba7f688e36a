import type { Order } from '#contract/orders.ts'
import type { OrderRow } from '../../store/schema/orders.ts'
import type { TestPortal } from '../portal.ts'
import { ask } from './ask.ts'
import { type OnPlatform, OURS } from './platform-state.ts'
import type { Tally } from './tally.ts'

/** The parts of an order that the assertions check. */
type Asserted = {
  portal: TestPortal
  id: string
  tally: Tally
  row(): Promise<OrderRow>
  onPlatform(): Promise<OnPlatform | null>
}

/** Each requested surrender either ended with a message or is open. */
export async function assertClaimsEnded(order: Asserted): Promise<void> {
  const lines = await order.portal.deps.db
    .selectFrom('order_events')
    .select(['kind', 'status'])
    .where('order_id', '=', order.id)
    .orderBy('id')
    .execute()
  const over = ['surrendering', 'surrendered', 'refunded']
  let open = false
  for (const { kind, status } of lines) {
    if (kind === 'surrender-sent' && open) throw new Error('a surrender ended silently')
    if (kind === 'surrender-sent') open = true
    else if (/^surrender-(refused|not-done|withdrawn)$/.test(kind)) open = false
    else if (/^(status|policies-moved)$/.test(kind) && over.includes(status ?? '')) open = false
  }
  const { surrender_requested_at, status } = await order.row()
  if (open && !surrender_requested_at && !over.includes(status))
    throw new Error(`a surrender ended silently, the order is ${status}`)
}

/** The number of surrenders that ended without effect. Each may be repeated. */
export async function surrendersUndone(order: Asserted): Promise<number> {
  const { count } = await order.portal.deps.db
    .selectFrom('order_events')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('order_id', '=', order.id)
    .where('kind', 'in', ['surrender-not-done', 'surrender-withdrawn'])
    .executeTakeFirstOrThrow()
  return count
}

/** Numbers and amounts are the platform's, for this order. */
export async function assertNumbers(order: Asserted, row: OrderRow, there: OnPlatform | null): Promise<void> {
  const policies = await order.portal.deps.db
    .selectFrom('policies')
    .select('policy_code')
    .where('order_id', '=', order.id)
    .execute()
  const theirs = new Set(there?.policies.map(({ policyCode }) => policyCode))
  const strange = policies.find((one) => !theirs.has(one.policy_code.replace(/R$/, '')))
  if (strange) throw new Error(`policy ${strange.policy_code} is not on the platform`)
  if (row.order_code && row.order_code !== there?.orderCode)
    throw new Error(`the order number ${row.order_code} is not the platform’s`)
  if (row.amount !== null && row.amount !== there?.amount)
    throw new Error(`${row.amount} fen, but ${there?.amount} on the platform`)
  if (there && there.outSerialNo !== row.out_serial_no)
    throw new Error(`${row.temp_order_code} is another order of the platform’s`)
}

/** The portal shows what the platform has: state, policies with theirs, invoice. */
export async function assertAgrees(order: Asserted): Promise<void> {
  const there = await order.onPlatform()
  const here = (await ask(order.portal, 'GET', `/api/orders/${order.id}`)).json<Order>()
  if (!there) throw new Error(`never placed: ${here.status}`)
  // 7.11 does not know a pre-order that the customer has not confirmed: the portal still waits for the
  // payment.
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
      `the portal shows ${found}${standing ? ', a surrender standing' : ''}, the platform has ${wanted}`,
    )
  order.tally.add(`ended ${status}`)
  if (new Set(there.policies.map(({ state }) => state)).size > 1)
    order.tally.add('ended with policies that differ')
}

/** Everything known about it, for debugging a failure. */
export async function timeline(order: Asserted): Promise<string> {
  const { timeline } = (await ask(order.portal, 'GET', `/api/orders/${order.id}`)).json<Order>()
  return timeline
    .map(({ kind, note, platformCode }) => [kind, note, platformCode].filter(Boolean).join(' '))
    .join('\n')
}
