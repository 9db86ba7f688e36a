import type { Kysely, Transaction } from 'kysely'
import type { Deps } from '../deps.ts'
import { GatewayError, PlatformRefusal, PlatformUnknown } from '../gateway/errors.ts'
import { placeLabel } from '../gateway/labels.ts'
import { badField, Refusal } from '../http/refusal.ts'
import { passOverReturns } from '../notifications/inbox.ts'
import { raiseAttention } from './attention.ts'
import { countPolicies } from './count-policies.ts'
import { lockOrder, lockUnerased, moveOrder } from './move-order.ts'
import { maySurrenderPolicy } from './order-state.ts'
import { pullAfresh, pullOrder } from './pull-order.ts'
import { statusWithoutSurrender } from './status-without-surrender.ts'
import { note, outcomeOf } from './timeline.ts'
import type { Database } from '../store/schema.ts'
import type { OrderRow } from '../store/schema/orders.ts'
import { audit } from '../store/audit.ts'
import { listPolicies } from './policies.ts'

/** Shorter than the time after which a lost surrender is sent again: a process that was suspended sends nothing. */
const SEND_WITHIN_MS = 60_000

/**
 * Asks the platform to end chosen policies (7.9) or the whole order (7.10). The order stays `surrendering`
 * until 7.11 shows it. After a lost answer 7.11 is read before any repeat. 409 once a surrender has begun.
 * `actor` is for the timeline: a username or `customer`.
 */
export async function surrenderOrder(
  deps: Deps,
  actor: string,
  row: OrderRow,
  policyCodes: string[] | undefined,
  /** Commits more together with the claim. */
  also?: (transaction: Transaction<Database>) => Promise<void>,
): Promise<'done' | 'lost'> {
  if (!row.order_code) await pullOrder(deps, row.id, 'screen')
  if (policyCodes) await checkPolicies(deps, row, policyCodes)
  const claimed = await claim(deps, actor, row.id, policyCodes, also)
  const outcome = await send(deps, claimed).catch(async (error: unknown) => {
    if (!(error instanceof GatewayError)) throw error
    await takeBack(deps, row.id, claimed.before, error)
    await lookAgain(deps, row.id)
    throw error
  })
  await lookAgain(deps, row.id)
  return outcome
}

/**
 * Repeats a surrender whose answer was lost when 7.11, just read, shows nothing of it. Throws GatewayError
 * when nothing was sent, so the queue retries; a refusal ends it.
 */
export async function repeatSurrender(deps: Deps, orderId: string): Promise<void> {
  await pullAfresh(deps, orderId, 'background')
  // Restarts the claim's time, so it is not undone and requested again while this call is in flight.
  const sendBy = deps.now() + SEND_WITHIN_MS
  const row = await deps.db
    .updateTable('orders')
    .set({ surrender_requested_at: new Date(deps.now()) })
    .where('id', '=', orderId)
    .where('status', '=', 'surrendering')
    .where('surrender_lost', '=', true)
    // A later claim, whose first request is under way, is not this job's.
    .where('surrender_sends', '>', 1)
    .returningAll()
    .executeTakeFirst()
  if (!row?.order_code) return
  const shown = row.surrender_policies && (await shownOf(deps, deps.db, orderId, row.surrender_policies))
  const policyCodes = shown?.filter(({ open }) => open).map(({ policyCode }) => policyCode)
  if (policyCodes?.length === 0) return
  const claimed = { orderId, orderCode: row.order_code, memberId: row.member_id, policyCodes, sendBy }
  // Screen priority: in the background queue the answer of 7.11 could become stale.
  await send(deps, claimed).catch(async (error: unknown) => {
    if (!(error instanceof PlatformRefusal) || error.code === '0002') throw error
    await takeBack(deps, orderId, null, error)
    await raiseAttention(deps.db, orderId, 'surrender-not-done')
  })
  await lookAgain(deps, orderId)
}

type Claimed = {
  orderId: string
  orderCode: string
  memberId: string
  policyCodes: string[] | undefined
  sendBy: number
}

/** Calls 7.9 or 7.10. Throws GatewayError unless it was done or may have been. */
async function send(
  { db, gateway }: Deps,
  { orderId, orderCode, memberId, policyCodes, sendBy }: Claimed,
): Promise<'done' | 'lost'> {
  const call = { priority: 'screen', orderId, sendBy } as const
  try {
    if (policyCodes) await gateway.surrenderByPolicyCode({ policyCodes, memberId }, call)
    else await gateway.surrenderByOrderCode({ orderCode, memberId }, call)
  } catch (error) {
    if (!(error instanceof PlatformUnknown)) throw error
    await note(db, orderId, { kind: 'surrender-lost', actor: 'system', ...outcomeOf(error) })
    return 'lost'
  }
  await db.updateTable('orders').set({ surrender_lost: false }).where('id', '=', orderId).execute()
  await note(db, orderId, { kind: 'surrender-answered', actor: 'platform', platformCode: '0000' })
  return 'done'
}

const lookAgain = ({ jobs }: Deps, orderId: string) =>
  jobs.enqueue('pull-order', { key: orderId, data: { orderId } })

/** Only policies of this order: the platform would end any policy of the member. */
async function checkPolicies(deps: Deps, row: OrderRow, policyCodes: string[]): Promise<void> {
  const { items } = await listPolicies(deps, row)
  const known = new Set(items.map((policy) => policy.policyCode))
  if (policyCodes.some((code) => !known.has(code))) throw badField('policyCodes', 'policy-unknown')
}

/** The shown status of these policies; `open`: neither ending nor ended. */
async function shownOf({ statusLabels }: Deps, db: Kysely<Database>, orderId: string, policyCodes: string[]) {
  const policies = await db
    .selectFrom('policies')
    .select(['policy_code', 'policy_status'])
    .where('order_id', '=', orderId)
    .where('policy_code', 'in', policyCodes)
    .execute()
  return policies.map(({ policy_code, policy_status }) => ({
    policyCode: policy_code,
    open: maySurrenderPolicy(placeLabel(policy_status, statusLabels)),
  }))
}

/** Commits the claim before it is sent, so a concurrent request finds it. */
function claim(
  deps: Deps,
  actor: string,
  orderId: string,
  policyCodes: string[] | undefined,
  also: ((transaction: Transaction<Database>) => Promise<void>) | undefined,
) {
  const sendBy = deps.now() + SEND_WITHIN_MS
  return deps.db.transaction().execute(async (transaction) => {
    const row = await lockUnerased(transaction, orderId)
    if (!row.order_code) throw new Refusal(409, 'not-issued')
    // A claim is open until the platform shows it or a person withdraws it: it is never sent twice.
    if (row.surrender_requested_at) throw new Refusal(409, 'surrender-stands')
    // A stale page must not ask for policies that are ending or ended.
    const shown = policyCodes ? await shownOf(deps, transaction, orderId, policyCodes) : []
    if (shown.some(({ open }) => !open)) throw new Refusal(409, 'policy-surrendered')
    const status = await moveOrder(transaction, row, {
      step: { kind: 'surrender', outcome: 'requested' },
      values: {
        surrender_requested_at: new Date(deps.now()),
        surrender_policies: policyCodes ? JSON.stringify(policyCodes) : null,
        // Counts as lost until the answer arrives: after a crash here, 7.11 decides.
        surrender_lost: true,
        surrender_sends: 1,
      },
      now: deps.now(),
      jobs: deps.jobs,
      amountIs: deps.amountIs,
    })
    if (!status) throw new Refusal(409, row.status === 'surrendering' ? 'surrender-stands' : 'conflict')
    await also?.(transaction)
    await passOverReturns(transaction, orderId, new Date(deps.now()))
    await countPolicies(transaction, orderId)
    await note(transaction, orderId, {
      kind: 'surrender-sent',
      actor,
      status,
      ...(policyCodes && { note: policyCodes.join(' ') }),
    })
    await audit(deps.vault, transaction, {
      actor,
      act: 'surrender-asked',
      subject: { kind: 'order', id: orderId },
      detail: { policies: policyCodes ?? 'all' },
    })
    const { status: before, order_code: orderCode, member_id: memberId } = row
    return { orderId, before, orderCode, memberId, policyCodes, sendBy }
  })
}

/** Refused or not sent: restores the order's status (null: by the platform's last answer). */
async function takeBack(
  deps: Deps,
  orderId: string,
  before: OrderRow['status'] | null,
  error: GatewayError,
): Promise<void> {
  await deps.db.transaction().execute(async (transaction) => {
    const row = await lockOrder(transaction, orderId)
    // The platform shows it by now, requested elsewhere: that status applies.
    const back = row.surrender_requested_at
      ? (before ?? (await statusWithoutSurrender(transaction, row, deps.statusLabels)))
      : row.status
    const status = await moveOrder(transaction, row, {
      step: { kind: 'surrender', outcome: 'refused', before: back },
      values: { surrender_requested_at: null, surrender_policies: null, surrender_lost: false },
      now: deps.now(),
      jobs: deps.jobs,
      amountIs: deps.amountIs,
    })
    await countPolicies(transaction, orderId)
    await note(transaction, orderId, {
      kind: 'surrender-refused',
      actor: error instanceof PlatformRefusal ? 'platform' : 'system',
      ...(status && { status }),
      ...outcomeOf(error),
    })
  })
}
