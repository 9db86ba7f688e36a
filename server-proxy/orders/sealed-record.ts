import type { Transaction } from 'kysely'
import type { Holder } from '#contract/people.ts'
import type { SealedRecord } from '#contract/sealed-orders.ts'
import { Refusal } from '../http/refusal.ts'
import { openNote } from '../purchases/sale-note.ts'
import type { Database } from '../store/schema.ts'
import type { OrderRow } from '../store/schema/orders.ts'
import type { Vault } from '../store/vault/vault.ts'
import { changedOrder } from './open-change.ts'
import { fullNumbers } from './full-numbers.ts'
import { openPeople } from './people.ts'
import { openPlatform } from './people-on.ts'

/** What the order's tables hold of people. 409 when a value cannot be decrypted: its data key may come back. */
export async function recordOf(
  vault: Vault,
  transaction: Transaction<Database>,
  row: OrderRow,
): Promise<SealedRecord> {
  const { id } = row
  const policies = await transaction
    .selectFrom('policies')
    .select(['policy_code', 'insured_name', 'policy_url', 'certificate_url'])
    .where('order_id', '=', id)
    .orderBy('place')
    .execute()
  const invoices = await transaction
    .selectFrom('invoice_files')
    .select(['n', 'policy_codes', 'url'])
    .where('order_id', '=', id)
    .orderBy('n')
    .execute()
  const events = await transaction
    .selectFrom('order_events')
    .select(['at', 'kind', 'platform_message', 'remark_sealed'])
    .where('order_id', '=', id)
    .orderBy('id')
    .execute()
  const attentions = await transaction
    .selectFrom('attentions')
    .select(['reason', 'detail'])
    .where('order_id', '=', id)
    .execute()
  const changes = await transaction
    .selectFrom('changes')
    .select(['id', 'order_sealed'])
    .where(({ eb, or }) => or([eb('order_id', '=', id), eb('new_order_id', '=', id)]))
    .execute()
  try {
    const { holder, insured } = openPeople(vault, row)
    const platform = openPlatform(vault, row)
    return {
      holder: holder && clear(holder),
      insured: insured.map((person) => ({ ...clear(person), relation: person.relation })),
      platform: platform && fullNumbers(platform, { holder, insured }),
      note: openNote(vault, 'orders', row),
      invoiceTitle: row.invoice_title,
      policies: policies.map((policy) => ({
        policyCode: policy.policy_code,
        insuredName: policy.insured_name,
        policyUrl: policy.policy_url,
        certificateUrl: policy.certificate_url,
      })),
      invoices: invoices.map(({ n, policy_codes, url }) => ({ n, policyCodes: policy_codes, url })),
      remarks: events
        .filter(({ platform_message, remark_sealed }) => platform_message ?? remark_sealed)
        .map(({ at, kind, platform_message, remark_sealed }) => ({
          at: at.toISOString(),
          kind,
          platformMessage: platform_message,
          remark:
            remark_sealed && vault.open({ table: 'order_events', column: 'remark', row: id }, remark_sealed),
        })),
      attentions: attentions.flatMap(({ reason, detail }) => (detail === null ? [] : [{ reason, detail }])),
      changes: changes.flatMap((change) => changedOrder({ vault }, change) ?? []),
    }
  } catch {
    throw new Refusal(409, 'order-unreadable')
  }
}

const clear = (person: Holder) => ({
  name: person.name,
  cardType: person.cardType,
  cardNo: person.cardNo,
  birthday: person.birthday,
  gender: person.gender,
  mobile: person.mobile || null,
  email: person.email || null,
})
