import type { Transaction } from 'kysely'
import type { Database } from '../store/schema.ts'
import type { PolicyOnFile } from './platform-order.ts'

/** Remembers policies; a file address that the platform leaves out this time is kept. */
export async function keepPolicies(
  db: Transaction<Database>,
  orderId: string,
  policies: PolicyOnFile[],
): Promise<void> {
  if (policies.length === 0) return
  await db
    .insertInto('policies')
    .values(
      policies.map((policy, place) => ({
        order_id: orderId,
        policy_code: policy.policyCode,
        place,
        insured_name: policy.insuredName,
        policy_status: policy.policyStatus,
        policy_url: policy.policyUrl,
        certificate_url: policy.certificateUrl,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['order_id', 'policy_code']).doUpdateSet(({ fn, ref }) => ({
        insured_name: fn.coalesce(ref('excluded.insured_name'), ref('policies.insured_name')),
        policy_status: fn.coalesce(ref('excluded.policy_status'), ref('policies.policy_status')),
        policy_url: fn.coalesce(ref('excluded.policy_url'), ref('policies.policy_url')),
        certificate_url: fn.coalesce(ref('excluded.certificate_url'), ref('policies.certificate_url')),
      })),
    )
    .execute()
}
