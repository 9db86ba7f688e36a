import type { Transaction } from 'kysely'
import type { Deps } from '../../deps.ts'
import { GatewayError, PlatformRefusal, PlatformUnknown } from '../../gateway/errors.ts'
import { placeLabel } from '../../gateway/labels.ts'
import { badField, Refusal } from '../../http/refusal.ts'
import { lockOrder, moveOrder } from '../../notifications/move-order.ts'
import { maySurrenderPolicy } from '../../notifications/order-state.ts'
import { pullOrder } from '../../notifications/pull-order.ts'
import { note, outcomeOf } from '../../notifications/timeline.ts'
import type { Database, OrderRow } from '../../store/schema.ts'
import { audit } from '../../store/audit.ts'
import { listPolicies } from './policies.ts'

/**
 * Asks the platform to end chosen policies (7.9) or the whole order (7.10). It stands as `surrendering` until 7.11
 * shows it; an answer that was lost is never asked for again blindly: 7.11 is read first. 409 once it has begun.
 * `actor` stands on the timeline: a username, or `customer`.
 */
export async function surrenderOrder(
  deps: Deps,
  actor: string,
  row: OrderRow,
  policyCodes: string[] | undefined,
): Promise<'done' | 'lost'> {
  if (!row.order_code) await pullOrder(deps, row.id, 'screen')
  if (policyCodes) await checkPolicies(deps, row, policyCodes)
  const claimed = await claim(deps, actor, row.id, policyCodes)
  const call = { priority: 'screen', orderId: row.id } as const
  const { memberId, orderCode } = claimed
  try {
    if (policyCodes) await deps.gateway.surrenderByPolicyCode({ policyCodes, memberId }, call)
    else await deps.gateway.surrenderByOrderCode({ orderCode, memberId }, call)
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error
    const lost = error instanceof PlatformUnknown
    await (lost ? keepLost(deps, row.id, error) : takeBack(deps, row.id, claimed.before, error))
    await deps.jobs.enqueue('pull-order', { key: row.id, data: { orderId: row.id } })
    if (!lost) throw error
    return 'lost'
  }
  await keepAnswered(deps, row.id)
  await deps.jobs.enqueue('pull-order', { key: row.id, data: { orderId: row.id } })
  return 'done'
}

/** Only policies of this very order: the platform would end any of the member's. */
async function checkPolicies(deps: Deps, row: OrderRow, policyCodes: string[]): Promise<void> {
  const { items } = await listPolicies(deps, row)
  const known = new Set(items.map((policy) => policy.policyCode))
  if (policyCodes.some((code) => !known.has(code))) throw badField('policyCodes', 'policy-unknown')
}

/** Whoever still sees a page from before asks for nothing that the platform has shown to be under way or over. */
async function checkStillInForce(
  { statusLabels }: Deps,
  transaction: Transaction<Database>,
  orderId: string,
  policyCodes: string[],
): Promise<void> {
  const policies = await transaction
    .selectFrom('policies')
    .select('policy_status')
    .where('order_id', '=', orderId)
    .where('policy_code', 'in', policyCodes)
    .execute()
  if (!policies.every(({ policy_status }) => maySurrenderPolicy(placeLabel(policy_status, statusLabels))))
    throw new Refusal(409, 'policy-surrendered')
}

/** The wish is committed before it is sent; whoever comes second finds it standing. */
function claim(deps: Deps, actor: string, orderId: string, policyCodes: string[] | undefined) {
  return deps.db.transaction().execute(async (transaction) => {
    const row = await lockOrder(transaction, orderId)
    if (!row.order_code) throw new Refusal(409, 'not-issued')
    if (policyCodes) await checkStillInForce(deps, transaction, orderId, policyCodes)
    const status = await moveOrder(transaction, row, {
      step: { kind: 'surrender', outcome: 'requested' },
      values: {
        surrender_requested_at: new Date(deps.now()),
        surrender_policies: policyCodes ? JSON.stringify(policyCodes) : null,
        // Until an answer is there it may be lost: a process that dies here leaves it for 7.11 to decide.
        surrender_lost: true,
      },
      now: deps.now(),
      jobs: deps.jobs,
    })
    if (!status) throw new Refusal(409, row.status === 'surrendering' ? 'surrender-stands' : 'conflict')
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
    return { before: row.status, orderCode: row.order_code, memberId: row.member_id }
  })
}

async function keepAnswered({ db }: Deps, orderId: string): Promise<void> {
  await db.updateTable('orders').set({ surrender_lost: false }).where('id', '=', orderId).execute()
  await note(db, orderId, { kind: 'surrender-answered', actor: 'platform', platformCode: '0000' })
}

async function keepLost(deps: Deps, orderId: string, error: GatewayError): Promise<void> {
  await note(deps.db, orderId, { kind: 'surrender-lost', actor: 'system', ...outcomeOf(error) })
}

/** The platform said no, or nothing was sent: the order is what it was. */
async function takeBack(
  deps: Deps,
  orderId: string,
  before: OrderRow['status'],
  error: GatewayError,
): Promise<void> {
  await deps.db.transaction().execute(async (transaction) => {
    const row = await lockOrder(transaction, orderId)
    const status = await moveOrder(transaction, row, {
      step: { kind: 'surrender', outcome: 'refused', before },
      values: { surrender_requested_at: null, surrender_policies: null, surrender_lost: false },
      now: deps.now(),
      jobs: deps.jobs,
    })
    await note(transaction, orderId, {
      kind: 'surrender-refused',
      actor: error instanceof PlatformRefusal ? 'platform' : 'system',
      ...(status && { status }),
      ...outcomeOf(error),
    })
  })
}
