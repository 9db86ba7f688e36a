import type { Deps } from '../deps.ts'
import { Refusal } from '../http/refusal.ts'
import { dropAttention } from './attention.ts'
import { countPolicies } from './count-policies.ts'
import { announce } from '../live/live.ts'
import { lockOrder, writeStatus } from './move-order.ts'
import { pullAfresh } from './pull-order.ts'
import { mayWithdraw } from './settle-claims.ts'
import { statusWithoutSurrender } from './status-without-surrender.ts'
import { note } from './timeline.ts'
import { audit } from '../store/audit.ts'
import type { OrderRow } from '../store/schema/orders.ts'

/**
 * Withdraws a surrender that the platform accepted and shows nothing of. Reads 7.11 first: a surrender that
 * shows now is not withdrawn. 409 while the platform may still be working on it.
 */
export async function withdrawSurrender(deps: Deps, actor: string, row: OrderRow): Promise<void> {
  if (!row.surrender_requested_at) throw new Refusal(409, 'conflict')
  await pullAfresh(deps, row.id, 'screen')
  await deps.db.transaction().execute(async (transaction) => {
    const locked = await lockOrder(transaction, row.id)
    if (!locked.surrender_requested_at) return
    if (!mayWithdraw(locked, deps.now())) throw new Refusal(409, 'surrender-stands')
    const status = await statusWithoutSurrender(transaction, locked, deps.statusLabels)
    await writeStatus(transaction, locked, status, {
      values: { surrender_requested_at: null, surrender_policies: null, surrender_lost: false },
      now: deps.now(),
      jobs: deps.jobs,
      amountIs: deps.amountIs,
    })
    await countPolicies(transaction, row.id)
    await dropAttention(transaction, row.id, 'surrender-unconfirmed')
    await note(transaction, row.id, { kind: 'surrender-withdrawn', actor, status })
    await announce(transaction, { kind: 'order', orderId: row.id, status, owner: locked.created_by })
    await audit(deps.vault, transaction, {
      actor,
      act: 'surrender-withdrawn',
      subject: { kind: 'order', id: row.id },
      detail: { policies: locked.surrender_policies ?? 'all' },
    })
    // An answer decides what else is followed: an invoice in the making, another policy's refund.
    await deps.jobs.enqueue('pull-order', {
      key: row.id,
      data: { orderId: row.id },
      in: transaction,
    })
  })
  deps.jobs.wake('pull-order')
}
