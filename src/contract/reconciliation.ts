import * as z from 'zod/mini'

/** 对账: what the daily comparison checks. */
export const DIFFERENCE_FIELDS = ['status', 'amount', 'policies', 'invoice'] as const
export type DifferenceField = (typeof DIFFERENCE_FIELDS)[number]

/** One daily comparison of recent orders with the platform. */
export const Comparison = z.object({
  id: z.string(),
  /** Username, or `system`. */
  startedBy: z.string(),
  startedAt: z.string(),
  /** Null while running. */
  endedAt: z.nullable(z.string()),
  total: z.number(),
  asked: z.number(),
  /** Orders without a response from the platform. */
  unanswered: z.number(),
  differences: z.number(),
})
export type Comparison = z.infer<typeof Comparison>

export const Reconciliation = z.object({
  /** Orders in progress, by status. */
  inFlight: z.number(),
  /** Of those, due for a check. */
  due: z.number(),
  /** Of those, no response for more than five minutes. */
  late: z.number(),
  /** Time of the platform's last response about any order. */
  lastAnswerAt: z.nullable(z.string()),
  comparisons: z.array(Comparison),
})
export type Reconciliation = z.infer<typeof Reconciliation>

export const Difference = z.object({
  id: z.string(),
  orderId: z.string(),
  productName: z.string(),
  holderName: z.nullable(z.string()),
  what: z.enum(DIFFERENCE_FIELDS),
  /** Our value before the comparison. The order now has the platform's. */
  ours: z.nullable(z.string()),
  platforms: z.nullable(z.string()),
  at: z.string(),
})
export type Difference = z.infer<typeof Difference>
export const DifferenceList = z.object({ items: z.array(Difference), nextCursor: z.nullable(z.string()) })

/** `in-flight`: check every order in progress now. `daily`: compare the orders of recent days. */
export const StartReconciliation = z.object({ kind: z.enum(['in-flight', 'daily'], { error: 'required' }) })
export type StartReconciliation = z.infer<typeof StartReconciliation>
