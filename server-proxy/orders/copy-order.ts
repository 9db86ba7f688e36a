import { uuidv7 } from 'uuidv7'
import type { CopyOrder } from '#contract/copies.ts'
import type { User } from '#contract/session.ts'
import type { Deps } from '../deps.ts'
import { Refusal } from '../http/refusal.ts'
import { saveDraft } from '../purchases/staff-drafts.ts'
import { audit } from '../store/audit.ts'
import type { OrderRow } from '../store/schema/orders.ts'
import { openPeople } from './people.ts'

/**
 * Begins a draft from an order: its product with its people or its dates. Returns the draft's id. Audited, because
 * the draft shows the people unmasked. 409 once they are erased.
 */
export async function copyOrder(deps: Deps, user: User, row: OrderRow, { keep }: CopyOrder): Promise<string> {
  if (row.erased_at) throw new Refusal(409, 'order-erased')
  const { holder, insured } = openPeople(deps.vault, row)
  const content = {
    title: row.product_name,
    memberId: row.member_id,
    productCode: row.product_code,
    planCode: row.plan_code ?? '',
    payType: row.pay_type,
    ...(keep === 'people'
      ? { holder, insured: insured.map((one, place) => ({ ...one, key: String(place) })) }
      : {
          startDate: row.start_date ?? '',
          endDate: row.end_date ?? '',
          periodLater: row.start_date === null,
          groupNo: row.group_no ?? '',
        }),
  }
  const id = uuidv7()
  await saveDraft(deps, user.id, id, { version: 0, content, copied: { copied_from: row.id, copied: keep } })
  await audit(deps.vault, deps.db, {
    actor: user.username,
    act: 'order-copied',
    subject: { kind: 'order', id: row.id },
    detail: { keep },
  })
  return id
}
