import type { Batch, BatchPart } from '#contract/batches.ts'
import type { Problem } from '#contract/problem.ts'
import { atLeast, type User } from '#contract/session.ts'
import type { Deps } from '../../deps.ts'
import { notFound } from '../../http/refusal.ts'
import { keysOfBatch } from '../../orders/batch-key.ts'
import { asksPayer } from '../../orders/payer.ts'
import { findBatch } from '../../orders/place-batch.ts'

/** A split sale and its orders: clerks their own, managers all. */
export async function viewBatch(deps: Deps, user: User, id: string): Promise<Batch> {
  const batch = await findBatch(deps, id)
  if (!batch || !(atLeast(user.role, 'manager') || batch.created_by === user.id)) throw notFound()
  const keys = keysOfBatch(batch)
  const orders = await deps.db
    .selectFrom('orders')
    .select(['id', 'status', 'out_serial_no', 'cashier_url', 'reply_body', 'idempotency_key'])
    .select(['channel', 'pay_type', 'payer'])
    .where('created_by', '=', batch.created_by)
    .where('idempotency_key', 'in', keys.flat())
    .orderBy('id')
    .execute()
  const parts = keys.map((ofPart, part): BatchPart => {
    const row = orders.findLast(({ idempotency_key }) => ofPart.includes(idempotency_key))
    const problem = row?.status === 'failed' ? (row.reply_body as Problem | null) : null
    return {
      n: part + 1,
      from: part * batch.size + 1,
      to: Math.min((part + 1) * batch.size, batch.people),
      order: row
        ? {
            id: row.id,
            status: row.status,
            outSerialNo: row.out_serial_no,
            cashierUrl: row.status === 'unpaid' && !asksPayer(deps, row) ? row.cashier_url : null,
            asksPayer: row.status === 'unpaid' && asksPayer(deps, row),
          }
        : null,
      refusal: problem && { code: problem.code, detail: problem.detail ?? null },
    }
  })
  const done = batch.ran_at !== null
  return {
    id,
    createdAt: batch.created_at.toISOString(),
    productName: batch.product_name,
    planName: batch.plan_name,
    startDate: batch.start_date,
    endDate: batch.end_date,
    groupNo: batch.group_no,
    people: batch.people,
    parts,
    done,
    retryable: done && batch.order_sealed !== null,
    stopped: batch.stopped,
  }
}
