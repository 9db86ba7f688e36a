import { readIdCard } from './id-card.ts'
import { cleanCardNo, cleanMobile, cleanName, cleanValue } from './people-clean.ts'
import type { HolderForm } from './people-typed.ts'

/** Applies a change to a person. A complete resident ID fills in birthday and sex. */
export function withIdentity<Person extends HolderForm>(before: Person, change: Partial<Person>): Person {
  const next = { ...before, ...change }
  if (next.cardType !== 'id-card') {
    // Birthday and sex derived from an ID are cleared with it.
    return before.cardType === 'id-card' && change.cardType ? { ...next, birthday: '', gender: '' } : next
  }
  const card = readIdCard(next.cardNo)
  if (typeof card !== 'string') return { ...next, ...card }
  return typeof readIdCard(before.cardNo) === 'string' ? next : { ...next, birthday: '', gender: '' }
}

const CLEANERS = { name: cleanName, cardNo: cleanCardNo, mobile: cleanMobile, email: cleanValue }

/** The fields that cleaning changes, as the contract does on submit; null if none. */
export function cleanChange(person: HolderForm): Partial<HolderForm> | null {
  const fields = Object.keys(CLEANERS) as (keyof typeof CLEANERS)[]
  const changes = fields
    .map((field) => [field, CLEANERS[field](person[field])] as const)
    .filter(([field, clean]) => clean !== person[field])
  return changes.length > 0 ? Object.fromEntries(changes) : null
}

/** The person for the contract's Holder and Insured: cleaned, without an empty mobile or mail address. */
export function withoutEmpty<Person extends HolderForm>(person: Person) {
  const { mobile, email, ...rest } = { ...person, ...cleanChange(person) }
  return { ...rest, ...(mobile && { mobile }), ...(email && { email }) }
}

/** For a complete but invalid ID, drops the follow-up faults of the empty birthday and sex. */
export function idCardFault({ cardType, cardNo }: HolderForm): string | null {
  const card = cardType === 'id-card' && cardNo !== '' ? readIdCard(cardNo) : null
  return typeof card === 'string' ? card : null
}
