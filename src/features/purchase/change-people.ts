import { withIdentity } from '../../contract/people-form.ts'
import type { HolderForm, InsuredForm } from '../../contract/people-typed.ts'
import type { PurchaseDraft } from '../../contract/purchases.ts'

/** Applies a change to the holder, and to the insured who is the holder. */
export function withHolder(draft: PurchaseDraft, change: Partial<HolderForm>): PurchaseDraft {
  const holder = withIdentity(draft.holder, change)
  const insured = draft.insured.map((one) => (one.relation === 'self' ? { ...one, ...holder } : one))
  return { ...draft, holder, insured, confirmed: false }
}

export function withInsured(draft: PurchaseDraft, key: string, change: Partial<InsuredForm>): PurchaseDraft {
  const insured = draft.insured.map((one) => (one.key === key ? withIdentity(one, change) : one))
  return { ...draft, insured, confirmed: false }
}
