import * as z from 'zod/mini'
import { ageOn, isDay } from './days.ts'
import { idCardFault, withoutEmpty } from './people-form.ts'
import type { HolderForm } from './people-typed.ts'
import { PlaceOrder } from './place-order.ts'
import type { DocumentHead, Plan, ProductRules } from './products.ts'
import type { PurchaseDraft } from './purchases.ts'
import { oddPeople, ruleFaults, saleFaults } from './sale-faults.ts'

type Offer = { memberId: string; productCode: string }

/** The order request of a draft, unvalidated. Customers always pay online. */
export function orderOfPurchase(draft: PurchaseDraft, { memberId, productCode }: Offer): unknown {
  return {
    memberId,
    productCode,
    planCode: draft.planCode,
    payType: 'cash',
    startDate: draft.startDate,
    endDate: draft.endDate,
    holder: withoutEmpty(draft.holder),
    insured: draft.insured.map(({ key: _key, ...one }) => withoutEmpty(one)),
    ...(draft.confirmed && { confirmed: true }),
  }
}

const UNKNOWN: Offer = { memberId: '-', productCode: '-' }

/** Faults: code by field path; empty if it can be ordered. `today` is in Asia/Shanghai. */
export function purchaseFaults(
  draft: PurchaseDraft,
  rules: ProductRules,
  plans: readonly Plan[],
  today: string,
): Map<string, string> {
  const faults = new Map<string, string>()
  const add = (path: (string | number)[], code: string) => {
    const at = path.join('.')
    if (!faults.has(at)) faults.set(at, code)
  }
  const order = orderOfPurchase(draft, UNKNOWN)
  if (!draft.planCode) add(['planCode'], 'required')
  else if (!plans.some(({ planCode }) => planCode === draft.planCode)) add(['planCode'], 'plan-unknown')
  for (const name of ['startDate', 'endDate'] as const) if (draft[name] === '') add([name], 'required')
  for (const [at, person] of peopleOf(draft)) {
    const fault = idCardFault(person)
    if (fault) add([...at, 'cardNo'], fault)
  }
  for (const issue of z.safeParse(PlaceOrder, order).error?.issues ?? [])
    add(issue.path as string[], issue.message)
  const { mobile, email } = draft.holder
  if (!mobile.trim() && !email.trim()) add(['holder', 'mobile'], 'mobile-or-email')
  if (draft.insured.length === 0) add(['insured'], 'required')
  const sale = order as PlaceOrder
  const { startDate: _start, endDate: _end, ...undated } = sale
  const checked = isDay(draft.startDate) && isDay(draft.endDate) ? sale : undated
  for (const { path, code } of [...saleFaults(checked), ...ruleFaults(checked, rules, today)]) add(path, code)
  for (const { path, code } of relationFaults(draft, today)) add(path, code)
  if (!draft.confirmed) for (const { path, code } of oddPeople(sale)) add(path, code)
  return faults
}

function peopleOf(draft: PurchaseDraft): [(string | number)[], HolderForm][] {
  return [
    [['holder'], draft.holder],
    ...draft.insured.map((one, place): [(string | number)[], HolderForm] => [['insured', place], one]),
  ]
}

/**
 * True if birthdays rule out the relation: minors cannot be parents or spouses, and children are younger than parents.
 */
function relationFaults({ holder, insured }: PurchaseDraft, today: string) {
  return insured.flatMap(({ relation, birthday }, place) => {
    if (!isDay(birthday)) return []
    const minor = ageOn(birthday, today) < 18
    const older = isDay(holder.birthday) && birthday <= holder.birthday
    const younger = isDay(holder.birthday) && birthday >= holder.birthday
    const wrong =
      (minor && (relation === 'parent' || relation === 'spouse')) ||
      (relation === 'child' && older) ||
      (relation === 'parent' && younger)
    return wrong ? [{ path: ['insured', place, 'relation'], code: 'relation-age' }] : []
  })
}

/** Consents besides documents: notice (its own screen), truth, privacy and guardian. */
export type ConsentId = string

/** All required consents: the notice, document ids, then our own. */
export function consentsOf(
  documents: readonly DocumentHead[],
  draft: PurchaseDraft,
  today: string,
): ConsentId[] {
  const minors = draft.insured.some(({ birthday }) => isDay(birthday) && ageOn(birthday, today) < 18)
  return ['notice', ...documents.map(({ id }) => id), 'truth', 'privacy', ...(minors ? ['guardian'] : [])]
}
