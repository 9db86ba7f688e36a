import { emptyInsured, emptyPerson } from '../../contract/people-empty.ts'
import type { HolderForm, InsuredForm } from '../../contract/people-typed.ts'
import { type Price, priceOf, type Prices } from '../../contract/premiums.ts'
import { addDays } from '../../contract/days.ts'
import type { Purchase, PurchaseDraft } from '../../contract/purchases.ts'
import { daysOfPurchase } from '../../contract/purchase-steps.ts'

/** The initial draft: from tomorrow, and without prefilled data the holder is also insured. */
export function startDraft({ draft, version, product }: Purchase, today: string): PurchaseDraft {
  if (version > 0) return draft
  const only = product.plans.length === 1 ? product.plans[0] : undefined
  const insured =
    draft.insured.length > 0
      ? draft.insured.map((one) => ({ ...one, key: one.key || emptyInsured().key }))
      : [selfOf(draft.holder)]
  const { earliestStartDays, minDays, maxDays } = product.rules
  const startDate = draft.startDate || addDays(today, Math.max(1, earliestStartDays))
  const onlyEnd = minDays === maxDays ? addDays(startDate, minDays - 1) : ''
  return {
    ...draft,
    planCode: draft.planCode || only?.planCode || '',
    startDate,
    endDate: draft.endDate || onlyEnd,
    insured,
  }
}

export function selfOf(holder: HolderForm): InsuredForm {
  return { ...emptyInsured(), ...holder, relation: 'self' }
}

/** Empty rows are dropped. */
export function withoutBlank(draft: PurchaseDraft): PurchaseDraft {
  const insured = draft.insured.filter((one) => one.relation === 'self' || !isBlank(one))
  return insured.length === draft.insured.length ? draft : { ...draft, insured }
}

function isBlank(person: HolderForm): boolean {
  const empty = emptyPerson()
  return (['name', 'cardNo', 'birthday', 'mobile'] as const).every((name) => person[name] === empty[name])
}

/** The price to show. The platform has no quote interface. */
export function expectedPrice(draft: PurchaseDraft, prices: Prices): Price | null {
  const people = withoutBlank(draft).insured.length
  return priceOf(prices, { planCode: draft.planCode, days: daysOfPurchase(draft), people })
}

/** The consent to be insured twice, requested only when the answer to the order requires it. */
export const SECOND_COVER = 'second-cover'

/** Places of the insured who have cover here on overlapping days, as the answer names them. */
export function coveredIn(fields: readonly { field: string; code: string }[] = []): ReadonlySet<number> {
  return new Set(
    fields.flatMap(({ field, code }) => (code === 'insured-already' ? Number(field.split('.')[1]) : [])),
  )
}

/** The tick “I am also insured” represents that insured, whose fields are the holder's. */
export const SELF = 'self'

const PERSON_FIELD = /^(holder|insured\.(\d+))\.(\w+)$/

/**
 * The field that shows a fault. Birthday and sex faults show at the ID; an insured who is the holder has no own
 * fields.
 */
export function placeOfFault(
  { holder, insured }: Pick<PurchaseDraft, 'holder' | 'insured'>,
  faults: ReadonlyMap<string, string>,
  path: string,
): string {
  const [, who, place, name] = PERSON_FIELD.exec(path) ?? []
  if (!who || !name) return path
  const one = place === undefined ? undefined : insured[Number(place)]
  if (one?.relation === 'self')
    return faults.has(`holder.${name}`) ? placeOfFault({ holder, insured }, faults, `holder.${name}`) : SELF
  const told = (one ?? holder).cardType === 'id-card' && (name === 'birthday' || name === 'gender')
  return told ? `${who}.cardNo` : path
}
