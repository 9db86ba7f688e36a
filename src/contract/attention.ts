import * as z from 'zod/mini'
import { MONEY } from './money.ts'
import { ATTENTION_REASONS, PAYMENT_STATUSES, PLAN_FITS } from './orders.ts'
import { ORDER_STATUSES, PAY_TYPES } from './place-order.ts'
import { LINK_REASONS } from './purchase-steps.ts'
import { DIFFERENCE_FIELDS } from './reconciliation.ts'

const nullableText = z.nullable(z.string())

/** 待处理: one reason why an order needs attention, with the data to resolve it from the list. */
export const AttentionItem = z.object({
  orderId: z.string(),
  reason: z.enum(ATTENTION_REASONS),
  /** The platform's message, if any. */
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
  /** `amount-differs`: expected amount of the selected plan in fen; null if unknown. */
  expected: z.nullable(z.number()),
  /** `payment-refused`: the payment result that the platform rejected. */
  refused: z.nullable(z.enum(PAYMENT_STATUSES)),
  /** `difference`: the latest difference found. */
  differences: z.array(
    z.object({ what: z.enum(DIFFERENCE_FIELDS), ours: nullableText, platforms: nullableText }),
  ),
})
export type AttentionItem = z.infer<typeof AttentionItem>
/** Longest waiting first. */
export const AttentionList = z.object({ items: z.array(AttentionItem), nextCursor: nullableText })
export type AttentionList = z.infer<typeof AttentionList>

/** Events not delivered to a partner's server for a day. */
export const Undelivered = z.object({
  partnerId: z.string(),
  partnerName: z.string(),
  events: z.number(),
  /** Creation time of the oldest. */
  since: z.string(),
  /** The last response: an HTTP status or an error word. */
  outcome: nullableText,
  /** False: the site has no webhook URL, so nothing can be sent. */
  reachable: z.boolean(),
})
export type Undelivered = z.infer<typeof Undelivered>

/** A purchase link locked after too many wrong attempts. */
export const ClosedLink = z.object({
  linkId: z.string(),
  title: nullableText,
  productName: z.string(),
  createdBy: z.string(),
  since: z.string(),
})
export type ClosedLink = z.infer<typeof ClosedLink>

/** A purchase link that is over and that a customer asked for. */
export const AskedLink = z.object({ ...ClosedLink.shape, reason: z.enum(LINK_REASONS) })
export type AskedLink = z.infer<typeof AskedLink>

export const AttentionOverview = z.object({
  /** All open items: orders, locked and asked-for links, and partners with undelivered events. */
  count: z.number(),
  /** `since`: when the oldest was raised. */
  reasons: z.array(z.object({ reason: z.enum(ATTENTION_REASONS), count: z.number(), since: z.string() })),
  /** Empty for clerks. */
  undelivered: z.array(Undelivered),
  /** Clerks see only their own. */
  closedLinks: z.array(ClosedLink),
  askedLinks: z.array(AskedLink),
})
export type AttentionOverview = z.infer<typeof AttentionOverview>

export const ListAttentions = z.object({
  reason: z.optional(z.enum(ATTENTION_REASONS)),
  /** Reasons to leave out, separated by commas. */
  without: z.optional(z.string().check(z.maxLength(500, 'invalid'))),
  cursor: z.optional(z.string()),
})
export type ListAttentions = z.infer<typeof ListAttentions>
