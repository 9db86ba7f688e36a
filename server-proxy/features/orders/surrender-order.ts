import type { User } from '../../../src/contract/session.ts'
import type { Deps } from '../../deps.ts'
import { GatewayError, PlatformUnknown } from '../../gateway/errors.ts'
import { badField, Refusal } from '../../http/refusal.ts'
import { announce } from '../../notifications/live.ts'
import { pullOrder } from '../../notifications/pull-order.ts'
import { note, outcomeOf } from '../../notifications/timeline.ts'
import type { OrderRow } from '../../store/schema.ts'
import { listPolicies } from './policies.ts'

/**
 * Asks the platform to end chosen policies (7.9) or the whole order (7.10). It stands as `surrendering` until 7.11
 * shows it; an answer that was lost is never asked for again blindly: 7.11 is read first. 409 once it has begun.
 */
export async function surrenderOrder(
  deps: Deps,
  user: User,
  row: OrderRow,
  policyCodes: string[] | undefined,
): Promise<'done' | 'lost'> {
  if (!row.order_code) await pullOrder(deps, row.id, 'screen')
  if (policyCodes) await checkPolicies(deps, row, policyCodes)
  const orderCode = await claim(deps, row, policyCodes)
  const call = { priority: 'screen', orderId: row.id } as const
  try {
    if (policyCodes) await deps.gateway.surrenderByPolicyCode({ policyCodes, memberId: row.member_id }, call)
    else await deps.gateway.surrenderByOrderCode({ orderCode, memberId: row.member_id }, call)
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error
    const lost = error instanceof PlatformUnknown
    await deps.db.transaction().execute(async (transaction) => {
      await transaction
        .updateTable('orders')
        .set(lost ? { surrender_lost: true } : { status: row.status, surrender_requested_at: null })
        .where('id', '=', row.id)
        .execute()
      await note(transaction, row.id, {
        kind: lost ? 'surrender-lost' : 'surrender-refused',
        actor: lost ? 'system' : 'platform',
        ...(!lost && { status: row.status }),
        ...outcomeOf(error),
      })
      await announce(transaction, {
        orderId: row.id,
        status: lost ? 'surrendering' : row.status,
        owner: row.created_by,
      })
    })
    if (!lost) throw error
    await deps.jobs.enqueue('pull-order', { key: row.id, data: { orderId: row.id } })
    return 'lost'
  }
  await note(deps.db, row.id, {
    kind: 'surrender-sent',
    actor: user.username,
    status: 'surrendering',
    ...(policyCodes && { note: policyCodes.join(' ') }),
  })
  await deps.jobs.enqueue('pull-order', { key: row.id, data: { orderId: row.id } })
  return 'done'
}

/** Only policies of this very order: the platform would end any of the member's. */
async function checkPolicies(deps: Deps, row: OrderRow, policyCodes: string[]): Promise<void> {
  const { items } = await listPolicies(deps, row)
  const known = new Set(items.map((policy) => policy.policyCode))
  if (policyCodes.some((code) => !known.has(code))) throw badField('policyCodes', 'policy-unknown')
}

function claim(deps: Deps, { id, created_by }: OrderRow, policyCodes: string[] | undefined): Promise<string> {
  return deps.db.transaction().execute(async (transaction) => {
    const row = await transaction
      .selectFrom('orders')
      .select(['order_code', 'status'])
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirstOrThrow()
    if (!row.order_code) throw new Refusal(409, 'not-issued')
    if (row.status === 'surrendering' || row.status === 'surrendered' || row.status === 'refunded')
      throw new Refusal(409, 'conflict')
    const policies = await transaction
      .selectFrom('policies')
      .select('policy_code')
      .where('order_id', '=', id)
      .execute()
    const known = new Set(policies.map((policy) => policy.policy_code))
    if (policyCodes?.some((code) => !known.has(code))) throw badField('policyCodes', 'invalid')
    const now = new Date(deps.now())
    await transaction
      .updateTable('orders')
      .set({
        status: 'surrendering',
        surrender_requested_at: now,
        surrender_policies: policyCodes ? JSON.stringify(policyCodes) : null,
        surrender_lost: false,
        updated_at: now,
        next_pull_at: new Date(deps.now() + 60_000),
      })
      .where('id', '=', id)
      .execute()
    await announce(transaction, { orderId: id, status: 'surrendering', owner: created_by })
    return row.order_code
  })
}
