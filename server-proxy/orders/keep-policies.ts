import type { Transaction } from 'kysely'
import type { Database } from '../store/schema.ts'
import type { FiledPolicy } from './compare-policies.ts'
import type { PolicyOnFile } from './platform-order.ts'

/** Stores policies. A missing file address keeps the known one. */
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

/** Every policy of an order that was ever named, for comparison with an answer. */
export async function policiesOnFile(
  transaction: Transaction<Database>,
  orderId: string,
): Promise<FiledPolicy[]> {
  const rows = await transaction
    .selectFrom('policies')
    .selectAll()
    .where('order_id', '=', orderId)
    .orderBy('place')
    .execute()
  return rows.map((row) => ({
    policyCode: row.policy_code,
    insuredName: row.insured_name,
    policyStatus: row.policy_status,
    policyUrl: row.policy_url,
    certificateUrl: row.certificate_url,
    gone: row.gone_at !== null,
  }))
}

/** Marks policies as gone from `at` on; null makes them count again. */
export async function setGone(
  transaction: Transaction<Database>,
  orderId: string,
  policyCodes: readonly string[],
  at: Date | null,
): Promise<void> {
  if (policyCodes.length === 0) return
  await transaction
    .updateTable('policies')
    .set({ gone_at: at })
    .where('order_id', '=', orderId)
    .where('policy_code', 'in', policyCodes)
    .execute()
}
