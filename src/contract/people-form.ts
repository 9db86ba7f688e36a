import * as z from 'zod/mini'
import { readIdCard } from './id-card.ts'
import { CARD_TYPES, type Holder, RELATIONS } from './people.ts'
import { cleanCardNo, cleanMobile, cleanName, cleanValue } from './people-clean.ts'

/** People as typed, nothing checked: what forms hold and drafts keep. */
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
/** The relation is asked, never assumed. */
export function emptyInsured(): InsuredForm {
  return { ...emptyPerson(), key: `row-${Date.now()}-${++lastKey}`, relation: '' }
}

/** A person after something was typed: a whole resident ID fills birthday and sex. */
export function withIdentity<Person extends HolderForm>(before: Person, change: Partial<Person>): Person {
  const next = { ...before, ...change }
  if (next.cardType !== 'id-card') {
    // What an ID filled in belongs to that ID.
    return before.cardType === 'id-card' && change.cardType ? { ...next, birthday: '', gender: '' } : next
  }
  const card = readIdCard(next.cardNo)
  if (typeof card !== 'string') return { ...next, ...card }
  return typeof readIdCard(before.cardNo) === 'string' ? next : { ...next, birthday: '', gender: '' }
}

const CLEANERS = { name: cleanName, cardNo: cleanCardNo, mobile: cleanMobile, email: cleanValue }

/** What cleaning changes in a person, as the contract does with whatever is sent; null where nothing changes. */
export function cleanChange(person: HolderForm): Partial<HolderForm> | null {
  const fields = Object.keys(CLEANERS) as (keyof typeof CLEANERS)[]
  const changes = fields
    .map((field) => [field, CLEANERS[field](person[field])] as const)
    .filter(([field, clean]) => clean !== person[field])
  return changes.length > 0 ? Object.fromEntries(changes) : null
}

/** What the contract's Holder and Insured take: clean, and without optional fields that are empty. */
export function withoutEmpty<Person extends HolderForm>(person: Person) {
  const { mobile, email, ...rest } = { ...person, ...cleanChange(person) }
  return { ...rest, ...(mobile && { mobile }), ...(email && { email }) }
}

/** A whole but wrong ID is the fault; that it fills in nothing is only what follows from it. */
export function idCardFault({ cardType, cardNo }: HolderForm): string | null {
  const card = cardType === 'id-card' && cardNo !== '' ? readIdCard(cardNo) : null
  return typeof card === 'string' ? card : null
}
