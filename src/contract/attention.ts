import * as z from 'zod/mini'
import { MONEY } from './money.ts'
import { ATTENTION_REASONS, PAYMENT_STATUSES, PLAN_FITS } from './orders.ts'
import { ORDER_STATUSES, PAY_TYPES } from './place-order.ts'
import { DIFFERENCE_FIELDS } from './reconciliation.ts'

const nullableText = z.nullable(z.string())

/** 待处理: one reason why a person has to look at an order, with what is needed to deal with it from the list. */
export const AttentionItem = z.object({
  orderId: z.string(),
  reason: z.enum(ATTENTION_REASONS),
  /** What the platform said, where it said something. */
  detail: nullableText,
  raisedAt: z.string(),
  status: z.enum(ORDER_STATUSES),
  payType: z.enum(PAY_TYPES),
  productName: z.string(),
  planName: nullableText,
  holderName: nullableText,
  createdBy: z.string(),
  createdAt: z.string(),
  ...MONEY,
  planFit: z.nullable(z.enum(PLAN_FITS)),
  /** `amount-differs`: what the chosen plan costs these people, fen; null where only other plans are known. */
  expected: z.nullable(z.number()),
  /** `payment-refused`: what the platform did not take. */
  refused: z.nullable(z.enum(PAYMENT_STATUSES)),
  /** `difference`: what the comparison found last. */
  differences: z.array(
    z.object({ what: z.enum(DIFFERENCE_FIELDS), ours: nullableText, platforms: nullableText }),
  ),
})
export type AttentionItem = z.infer<typeof AttentionItem>
/** Longest waiting first. */
export const AttentionList = z.object({ items: z.array(AttentionItem), nextCursor: nullableText })
export type AttentionList = z.infer<typeof AttentionList>

/** Events that a partner's server did not take for a day. */
export const Undelivered = z.object({
  partnerId: z.string(),
  partnerName: z.string(),
  events: z.number(),
  /** When the first of them was made. */
  since: z.string(),
  /** The last answer: an HTTP status, or a word for what happened instead. */
  outcome: nullableText,
  /** False: the site names no address any more, so nothing can be sent. */
  reachable: z.boolean(),
})
export type Undelivered = z.infer<typeof Undelivered>

/** A purchase link that is closed after too many wrong last fours. */
export const ClosedLink = z.object({
  linkId: z.string(),
  title: nullableText,
  productName: z.string(),
  createdBy: z.string(),
  since: z.string(),
})
export type ClosedLink = z.infer<typeof ClosedLink>

export const AttentionOverview = z.object({
  /** Everything that waits: reasons on orders, closed links, and partners with undelivered events. */
  count: z.number(),
  reasons: z.array(z.object({ reason: z.enum(ATTENTION_REASONS), count: z.number() })),
  /** Empty for clerks. */
  undelivered: z.array(Undelivered),
  /** Clerks: those they made. */
  closedLinks: z.array(ClosedLink),
})
export type AttentionOverview = z.infer<typeof AttentionOverview>

export const ListAttentions = z.object({
  reason: z.optional(z.enum(ATTENTION_REASONS)),
  cursor: z.optional(z.string()),
})
export type ListAttentions = z.infer<typeof ListAttentions>
