import * as z from 'zod/mini'

/** A key with which the distributor's payment system signs requests (Standard Webhooks). The secret is shown once. */
export const PaymentKey = z.object({
  id: z.string(),
  createdBy: z.string(),
  createdAt: z.string(),
  /** Null: never used. */
  usedAt: z.nullable(z.string()),
})
export type PaymentKey = z.infer<typeof PaymentKey>
export const PaymentKeyList = z.object({ items: z.array(PaymentKey), nextCursor: z.nullable(z.string()) })

export const NewPaymentKey = z.object({ id: z.string(), secret: z.string() })
export type NewPaymentKey = z.infer<typeof NewPaymentKey>
