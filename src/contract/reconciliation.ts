import * as z from 'zod/mini'

/** 对账: what the daily comparison looks at. */
export const DIFFERENCE_FIELDS = ['status', 'amount', 'policies', 'invoice'] as const
export type DifferenceField = (typeof DIFFERENCE_FIELDS)[number]

/** One daily comparison of recent orders with the platform. */
export const Comparison = z.object({
  id: z.string(),
  /** Username, or `system`. */
  startedBy: z.string(),
  startedAt: z.string(),
  /** Null while it is under way. */
  endedAt: z.nullable(z.string()),
  total: z.number(),
  asked: z.number(),
  /** Orders about which the platform could not be asked. */
  unanswered: z.number(),
  differences: z.number(),
})
export type Comparison = z.infer<typeof Comparison>

export const Reconciliation = z.object({
  /** Orders that reconciliation still watches, by how far they have come. */
  inFlight: z.number(),
  /** Of those, due and not asked about yet. */
  due: z.number(),
  /** Of those, last answered more than five minutes ago or never. */
  late: z.number(),
  /** When the platform last answered about any order. */
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
  /** What we had before the platform was asked; the order has the platform's since. */
  ours: z.nullable(z.string()),
  platforms: z.nullable(z.string()),
  at: z.string(),
})
export type Difference = z.infer<typeof Difference>
export const DifferenceList = z.object({ items: z.array(Difference), nextCursor: z.nullable(z.string()) })

/** `in-flight`: ask about every order in flight now. `daily`: compare the orders of recent days. */
export const StartReconciliation = z.object({ kind: z.enum(['in-flight', 'daily'], { error: 'required' }) })
export type StartReconciliation = z.infer<typeof StartReconciliation>
