import type { Transaction } from 'kysely'
import type { OrderStatus } from '../../src/contract/place-order.ts'
import type { Database } from '../store/schema.ts'
import type { PolicyOnFile } from './platform-order.ts'
import { note } from './timeline.ts'

/** Numbers of the policies that moved since the last answer, by the label they have now; before they are kept. */
export async function policyMoves(
  transaction: Transaction<Database>,
  orderId: string,
  policies: readonly PolicyOnFile[],
): Promise<Map<string, string[]>> {
  const rows = await transaction
    .selectFrom('policies')
    .select(['policy_code', 'policy_status'])
    .where('order_id', '=', orderId)
    .execute()
  const known = new Map(rows.map((row) => [row.policy_code, row.policy_status]))
  const moved = new Map<string, string[]>()
  for (const { policyCode, policyStatus } of policies) {
    const before = known.get(policyCode)
    if (before && policyStatus && before !== policyStatus)
      moved.set(policyStatus, [...(moved.get(policyStatus) ?? []), policyCode])
  }
  return moved
}

/**
 * Writes which policies moved while their order stayed what it was (one of three surrendered on the platform's page):
 * a line per label, with the policies' numbers.
 */
export async function notePolicyMoves(
  transaction: Transaction<Database>,
  orderId: string,
  moved: ReadonlyMap<string, string[]>,
  place: (label: string) => OrderStatus | null,
): Promise<void> {
  for (const [label, codes] of moved) {
    const status = place(label)
    await note(transaction, orderId, {
      kind: 'policies-moved',
      actor: 'platform',
      ...(status && { status }),
      platformMessage: label,
      note: codes.join(', '),
    })
  }
}
