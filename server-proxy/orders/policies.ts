import type { PolicyList } from '#contract/orders.ts'
import type { Deps } from '../deps.ts'
import { GatewayError } from '../gateway/errors.ts'
import type { PolicyFiles } from '../gateway/types.ts'
import { FileUnavailable } from '../http/assets.ts'
import { notFound, Refusal } from '../http/refusal.ts'
import { policiesOf } from './platform-order.ts'
import { countPolicies } from './count-policies.ts'
import { lockOrder } from './move-order.ts'
import { keepPolicies } from './keep-policies.ts'
import type { OrderRow } from '../store/schema/orders.ts'
import { policyOf } from './order-view.ts'

/** Asks 7.6 now; what is on file already answers while the platform does not. */
export async function listPolicies(deps: Deps, row: OrderRow): Promise<PolicyList> {
  if (row.temp_order_code && !row.erased_at) {
    try {
      const files = await deps.gateway.getPolicyUrl(
        { tempOrderCode: row.temp_order_code, memberId: row.member_id },
        { priority: 'screen', orderId: row.id },
      )
      await keepFiles(deps, row.id, files)
    } catch (error) {
      // Also a refusal, such as 1001 of policies that begin tomorrow: 7.11 may have told their numbers.
      if (!(error instanceof GatewayError) || (await stored(deps, row.id)).length === 0) throw error
    }
  }
  return {
    items: (await stored(deps, row.id)).map((policy) => policyOf(deps, row, policy)),
    nextCursor: null,
  }
}

async function keepFiles({ db }: Deps, orderId: string, files: PolicyFiles): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const row = await lockOrder(transaction, orderId)
    // Erased since it was asked: the names and addresses of this answer are not kept.
    if (row.erased_at) return
    await keepPolicies(transaction, orderId, policiesOf(null, files))
    await countPolicies(transaction, orderId)
    if (!row.order_code && files.orderCode)
      await transaction
        .updateTable('orders')
        .set({ order_code: files.orderCode })
        .where('id', '=', orderId)
        .execute()
  })
}

function stored({ db }: Deps, orderId: string) {
  return db
    .selectFrom('policies')
    .selectAll()
    .where('order_id', '=', orderId)
    .where('gone_at', 'is', null)
    .orderBy('place')
    .execute()
}

/** The PDF of a policy or its certificate, fetched from the platform's allowed hosts. */
export async function policyFile(
  deps: Deps,
  row: OrderRow,
  policyCode: string,
  kind: 'policy' | 'certificate',
) {
  const policy = await deps.db
    .selectFrom('policies')
    .select(['policy_url', 'certificate_url'])
    .where('order_id', '=', row.id)
    .where('policy_code', '=', policyCode)
    .executeTakeFirst()
  const url = kind === 'policy' ? policy?.policy_url : policy?.certificate_url
  if (!url) throw notFound()
  return platformFile(deps, url)
}

/** A PDF by the platform's address; 502 in words when it cannot be had. */
export async function platformFile(deps: Deps, url: string): Promise<Buffer> {
  try {
    return (await deps.assets.fetch(url, 'pdf')).body
  } catch (error) {
    if (!(error instanceof FileUnavailable)) throw error
    deps.log.warn({ reason: error.message }, 'platform file unavailable')
    throw new Refusal(502, 'file-unavailable')
  }
}
