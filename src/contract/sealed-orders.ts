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
  /** The platform's last response (§7.11). */
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
