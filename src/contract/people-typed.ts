import * as z from 'zod/mini'
import { CARD_TYPES, type Holder, RELATIONS } from './people.ts'

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
  /** Set in the sale of staff: came from a pasted or imported list; `corrected`: then changed by hand. */
  source: z.optional(z.catch(z.optional(z.enum(['list', 'corrected'])), undefined)),
})
export type HolderForm = z.infer<typeof HolderForm>
export type InsuredForm = z.infer<typeof InsuredForm>
