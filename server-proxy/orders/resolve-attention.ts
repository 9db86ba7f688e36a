import type { ResolveAttention } from '#contract/order-requests.ts'
import type { User } from '#contract/session.ts'
import type { Deps } from '../deps.ts'
import { Refusal } from '../http/refusal.ts'
import { audit } from '../store/audit.ts'
import { settleAttention } from './attention.ts'
import { announce } from '../live/live.ts'
import { lockUnerased } from './move-order.ts'
import { sealRemark } from './payer.ts'
import { note } from './timeline.ts'
import type { OrderRow } from '../store/schema/orders.ts'

/** Marks an order's reasons for attention as resolved. They open again only when they recur. */
export async function resolveAttention(
  deps: Deps,
  user: User,
  row: OrderRow,
  { reason, remark }: ResolveAttention,
): Promise<void> {
  // Only its approval, its end or the lapse of time resolves it.
  if (reason === 'opening-asked') throw new Refusal(409, 'opening-waits')
  await deps.db.transaction().execute(async (transaction) => {
    // A remark may name people; without one even an erased order can be resolved.
    if (remark) await lockUnerased(transaction, row.id)
    if (!(await settleAttention(transaction, row.id, reason, new Date(deps.now())))) return
    await note(transaction, row.id, {
      kind: 'attention-resolved',
      actor: user.username,
      note: reason,
      ...(remark && { remark: sealRemark(deps.vault, row.id, remark) }),
    })
    await announce(transaction, { kind: 'attention', orderId: row.id, owner: row.created_by })
    await audit(deps.vault, transaction, {
      actor: user.username,
      act: 'attention-settled',
      subject: { kind: 'order', id: row.id },
      detail: { reason },
    })
  })
}
