import type { HolderForm } from '#contract/people-typed.ts'
import type { PurchaseDraft } from '#contract/purchases.ts'

/** `changed`: prefilled, then changed on the customer's page. */
type FilledBy = 'prefilled' | 'changed' | 'customer'

const PERSON = ['name', 'cardType', 'cardNo', 'birthday', 'gender', 'mobile', 'email', 'relation'] as const
type Person = HolderForm & { relation?: string; key?: string }

/** Who filled in each field of an application that is not empty, by its path. */
export function filledBy(prefill: PurchaseDraft, draft: PurchaseDraft): Record<string, FilledBy> {
  const fields: Record<string, FilledBy> = {}
  const compare = (path: string, before: string | undefined, now: string | undefined) => {
    if (now) fields[path] = !before ? 'customer' : before.trim() === now.trim() ? 'prefilled' : 'changed'
  }
  for (const name of ['planCode', 'startDate', 'endDate'] as const) compare(name, prefill[name], draft[name])
  const person = (path: string, before: Person | undefined, now: Person) => {
    for (const name of PERSON) compare(`${path}.${name}`, before?.[name], now[name])
  }
  person('holder', named(prefill.holder), draft.holder)
  draft.insured.forEach((one, place) => person(`insured.${place}`, sourceOf(one, prefill), one))
  return fields
}

/** The prefilled person of an insured. The holder, insured too, was filled in as the holder. */
function sourceOf(one: Person, { holder, insured }: PurchaseDraft): Person | undefined {
  const same = insured.find(
    (other) =>
      (one.key && other.key === one.key) ||
      (one.cardNo && other.cardNo === one.cardNo) ||
      (one.name && other.name === one.name),
  )
  return same ? named(same) : one.relation === 'self' ? named(holder) : undefined
}

/** An empty form has a kind of document, which nobody chose. */
const named = (person: Person): Person | undefined =>
  person.name || person.cardNo || person.mobile || person.email ? person : undefined
