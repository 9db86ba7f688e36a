import * as z from 'zod/mini'
import { CHANNELS, ORDER_STATUSES } from './place-order.ts'
import { PURCHASE_STEPS } from './purchase-steps.ts'

const nullableText = z.nullable(z.string())

/** A customer's attempt to buy, found by its support number. Contains no personal data. */
export const Attempt = z.object({
  productCode: z.string(),
  productName: z.string(),
  channel: z.enum(CHANNELS),
  /** The link that it came by. */
  link: z.nullable(z.object({ id: z.string(), title: nullableText })),
  partnerName: nullableText,
  /** The partner's own reference. */
  reference: nullableText,
  /** The step last saved; null when the customer only looked. */
  step: z.nullable(z.enum(PURCHASE_STEPS)),
  begunAt: nullableText,
  savedAt: nullableText,
  order: z.nullable(z.object({ id: z.string(), status: z.enum(ORDER_STATUSES), orderNo: z.string() })),
  /** The platform's last refusal, if it refused. */
  refusal: z.nullable(z.object({ code: z.string(), detail: nullableText })),
  /** The staff member credited with it. */
  createdBy: z.string(),
})
export type Attempt = z.infer<typeof Attempt>

/** Two attempts can share a number; the chance is about one in a million. */
export const AttemptList = z.object({ items: z.array(Attempt) })
