import * as z from 'zod/mini'
import { ORDER_STATUSES } from './place-order.ts'

const nullableText = z.nullable(z.string())

/** 保单, joined from the order detail (§7.11) and the policy files (§7.6). */
export const Policy = z.object({
  policyCode: z.string(),
  insuredName: nullableText,
  /** Null if the platform's label is unknown. */
  status: z.nullable(z.enum(ORDER_STATUSES)),
  /** The platform's label, unchanged. */
  policyStatus: nullableText,
  /** Paths on this portal; null until the platform has the file. */
  policyFile: nullableText,
  certificateFile: nullableText,
})
export type Policy = z.infer<typeof Policy>

export const PolicyList = z.object({ items: z.array(Policy), nextCursor: nullableText })
export type PolicyList = z.infer<typeof PolicyList>

/** A policy in the list across orders. */
export const PolicySummary = z.extend(Policy, {
  orderId: z.string(),
  productName: z.string(),
  holderName: nullableText,
  /** The period from the platform, or as placed until the platform returns it. */
  startDate: nullableText,
  endDate: nullableText,
})
export type PolicySummary = z.infer<typeof PolicySummary>
export const PolicySummaryList = z.object({ items: z.array(PolicySummary), nextCursor: nullableText })
export type PolicySummaryList = z.infer<typeof PolicySummaryList>

/** Policy statuses that the list can filter by. */
export const POLICY_STATES = ['issued', 'surrendering', 'surrendered', 'refunded', 'failed'] as const
