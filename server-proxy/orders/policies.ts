import type { PolicyList } from '#contract/policies.ts'
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

/** Asks 7.6 now. Returns the policies on file when the platform cannot be asked. */
export async function listPolicies(deps: Deps, row: OrderRow): Promise<PolicyList> {
  if (row.temp_order_code && !row.erased_at) {
    try {
      const files = await deps.gateway.getPolicyUrl(
        { tempOrderCode: row.temp_order_code, memberId: row.member_id },
        { priority: 'screen', orderId: row.id },
      )
      await keepFiles(deps, row.id, files)
    } catch (error) {
      // A refusal too, such as 1001 for policies that begin tomorrow: 7.11 may have named them.
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
    // The order was erased during the call: this answer is not stored.
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
  return (await platformFile(deps, url, 'pdf')).body
}

/** Fetches a file by the platform's address; 502 `file-unavailable` when that fails. */
export async function platformFile(deps: Deps, url: string, kind: 'pdf' | 'invoice') {
  try {
    return await deps.assets.fetch(url, kind)
  } catch (error) {
    if (!(error instanceof FileUnavailable)) throw error
    deps.log.warn({ reason: error.message }, 'platform file unavailable')
    throw new Refusal(502, 'file-unavailable')
  }
}
