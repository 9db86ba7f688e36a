import { withIdentity } from '#contract/people-form.ts'
import { type PurchaseDraft, readPurchaseDraft } from '#contract/purchases.ts'
import type { Claims } from './judge-token.ts'

/** The partner's prefill, treated like typed input: an ID number gives birthday and sex. */
export function prefillOf({ prefill, plan }: Claims, asked = ''): PurchaseDraft {
  const draft = readPurchaseDraft({ planCode: plan ?? asked, ...prefill })
  return {
    ...draft,
    holder: withIdentity(draft.holder, {}),
    insured: draft.insured.map((one, place) => withIdentity({ ...one, key: `row-${place}` }, {})),
  }
}
