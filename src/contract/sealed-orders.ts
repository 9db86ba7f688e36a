import * as z from 'zod/mini'
import { PlatformOrder } from './platform-order.ts'

const nullableText = z.nullable(z.string())

const Person = z.object({
  name: z.string(),
  cardType: z.string(),
  cardNo: z.string(),
  birthday: z.string(),
  gender: z.string(),
  mobile: nullableText,
  email: nullableText,
})

/** 封存: what erasing an order before the end of its term keeps, unmasked and apart from every other table. */
export const SealedRecord = z.object({
  /** As entered here. */
  holder: z.nullable(Person),
  insured: z.array(z.extend(Person, { relation: z.string() })),
  /** The platform's last response (§7.11), with the numbers that it masks completed from the people above. */
  platform: z.nullable(PlatformOrder),
  note: nullableText,
  invoiceTitle: nullableText,
  policies: z.array(
    z.object({
      policyCode: z.string(),
      insuredName: nullableText,
      policyUrl: nullableText,
      certificateUrl: nullableText,
    }),
  ),
  invoices: z.array(z.object({ n: z.number(), policyCodes: z.array(z.string()), url: z.string() })),
  /** Entries of the timeline: the platform's message and the staff's remark. */
  remarks: z.array(
    z.object({ at: z.string(), kind: z.string(), platformMessage: nullableText, remark: nullableText }),
  ),
  attentions: z.array(z.object({ reason: z.string(), detail: z.string() })),
  /** What a change of this order was to sell (PlaceOrder). */
  changes: z.array(z.looseObject({})),
})
export type SealedRecord = z.infer<typeof SealedRecord>

/** 调取依据: the authority and its file number. */
export const AskOpening = z.object({
  ground: z.string().check(z.trim(), z.minLength(10, 'ground-short'), z.maxLength(200, 'too-long-200')),
})
export type AskOpening = z.infer<typeof AskOpening>

/** How long a request waits for its approval, and an approved one is open. */
export const OPENING_WAITS_DAYS = 7
export const OPENING_LASTS_HOURS = 24

/** 调取: the opening on a legal ground that is in force now, for administrators. */
export const SealedOpening = z.object({
  id: z.string(),
  ground: nullableText,
  /** Usernames. `approvedBy`: null until another administrator approves. */
  requestedBy: z.string(),
  approvedBy: nullableText,
  requestedAt: z.string(),
  /** When the request lapses, or the order closes again. */
  until: z.string(),
})
export type SealedOpening = z.infer<typeof SealedOpening>
