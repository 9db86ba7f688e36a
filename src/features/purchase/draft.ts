import {
  emptyInsured,
  emptyPerson,
  type HolderForm,
  type InsuredForm,
  withIdentity,
} from '../../contract/people-form.ts'
import type { Plan } from '../../contract/products.ts'
import type { Purchase, PurchaseDraft } from '../../contract/purchases.ts'

/** The draft that the page starts from: whoever begins with nothing filled in is taken to insure themselves, too. */
export function startDraft({ draft, version, product }: Purchase): PurchaseDraft {
  if (version > 0) return draft
  const only = product.plans.length === 1 ? product.plans[0] : undefined
  const insured =
    draft.insured.length > 0
      ? draft.insured.map((one) => ({ ...one, key: one.key || emptyInsured().key }))
      : [selfOf(draft.holder)]
  return { ...draft, planCode: draft.planCode || only?.planCode || '', insured }
}

export function selfOf(holder: HolderForm): InsuredForm {
  return { ...emptyInsured(), ...holder, relation: 'self' }
}

/** The holder after something was typed; the insured who is the holder follows. */
export function withHolder(draft: PurchaseDraft, change: Partial<HolderForm>): PurchaseDraft {
  const holder = withIdentity(draft.holder, change)
  const insured = draft.insured.map((one) => (one.relation === 'self' ? { ...one, ...holder } : one))
  return { ...draft, holder, insured, confirmed: false }
}

export function withInsured(draft: PurchaseDraft, key: string, change: Partial<InsuredForm>): PurchaseDraft {
  const insured = draft.insured.map((one) => (one.key === key ? withIdentity(one, change) : one))
  return { ...draft, insured, confirmed: false }
}

/** Rows in which nothing was typed are nobody. */
export function withoutBlank(draft: PurchaseDraft): PurchaseDraft {
  const insured = draft.insured.filter((one) => one.relation === 'self' || !isBlank(one))
  return insured.length === draft.insured.length ? draft : { ...draft, insured }
}

function isBlank(person: HolderForm): boolean {
  const empty = emptyPerson()
  return (['name', 'cardNo', 'birthday', 'mobile'] as const).every((name) => person[name] === empty[name])
}

/** The lowest price for these people, fen; there is no quote, so it is where the price begins. */
export function lowestAmount(draft: PurchaseDraft, plans: readonly Plan[]): number | null {
  const plan = plans.find(({ planCode }) => planCode === draft.planCode)
  const price = plan?.minPrice ?? null
  return price === null ? null : price * Math.max(1, draft.insured.length)
}
