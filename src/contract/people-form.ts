import * as z from 'zod/mini'
import { readIdCard } from './id-card.ts'
import { CARD_TYPES, type Holder, RELATIONS } from './people.ts'
import { cleanCardNo, cleanMobile, cleanName, cleanValue } from './people-clean.ts'

/** People as typed, unvalidated: the content of forms and drafts. */
const text = z.catch(z.string(), '')
const person = {
  name: text,
  cardType: z.catch(z.enum(CARD_TYPES), 'id-card'),
  cardNo: text,
  birthday: text,
  gender: z.catch(z.enum(['', 'M', 'F']), ''),
  mobile: text,
  email: text,
} satisfies Record<keyof Holder, unknown>
export const HolderForm = z.object(person)
export const InsuredForm = z.object({
  ...person,
  key: text,
  relation: z.catch(z.enum(['', ...RELATIONS]), ''),
})
export type HolderForm = z.infer<typeof HolderForm>
export type InsuredForm = z.infer<typeof InsuredForm>

export function emptyPerson(): HolderForm {
  return { name: '', cardType: 'id-card', cardNo: '', birthday: '', gender: '', mobile: '', email: '' }
}

let lastKey = 0
/** The relation has no default. */
export function emptyInsured(): InsuredForm {
  return { ...emptyPerson(), key: `row-${Date.now()}-${++lastKey}`, relation: '' }
}

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

/** The person for the contract's Holder and Insured: cleaned, without empty optional fields. */
export function withoutEmpty<Person extends HolderForm>(person: Person) {
  const { mobile, email, ...rest } = { ...person, ...cleanChange(person) }
  return { ...rest, ...(mobile && { mobile }), ...(email && { email }) }
}

/** For a complete but invalid ID, drops the follow-up faults of the empty birthday and sex. */
export function idCardFault({ cardType, cardNo }: HolderForm): string | null {
  const card = cardType === 'id-card' && cardNo !== '' ? readIdCard(cardNo) : null
  return typeof card === 'string' ? card : null
}
