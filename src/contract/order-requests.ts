import * as z from 'zod/mini'
import { ATTENTION_REASONS, Order, PAYMENT_STATUSES } from './orders.ts'
import { optionalText, text } from './people.ts'
import { ORDER_STATUSES } from './place-order.ts'
import { Remark } from './remark.ts'

const nullableText = z.nullable(z.string())

/** 第三方支付回调 (§7.7). */
export const ConfirmPayment = z.object({
  txnStatus: z.enum(PAYMENT_STATUSES, { error: 'required' }),
  /** Why staff confirm a payment for a person; required where `asksReason` says so. */
  reason: z.optional(Remark),
})
export type ConfirmPayment = z.infer<typeof ConfirmPayment>

/** Reason for viewing unmasked data. Chosen from a list, so that the log contains no personal data. */
export const SHOW_REASONS = ['customer-asks', 'platform-asks', 'claim', 'complaint', 'check'] as const
export const ShowPeople = z.object({ reason: z.enum(SHOW_REASONS, { error: 'choose-reason' }) })
export type ShowPeople = z.infer<typeof ShowPeople>

/** 处理完毕: resolves the item. `remark` is kept in the order's timeline. */
export const ResolveAttention = z.object({
  reason: z.enum(ATTENTION_REASONS, { error: 'required' }),
  remark: z.optional(Remark),
})
export type ResolveAttention = z.infer<typeof ResolveAttention>

/** A call to the platform about an order, for admins; never contains a body. */
export const GatewayCall = z.object({
  id: z.string(),
  interfaceName: z.string(),
  priority: z.enum(['screen', 'background']),
  startedAt: z.string(),
  milliseconds: z.nullable(z.number()),
  /** The platform's code or an error word. */
  outcome: nullableText,
  httpStatus: z.nullable(z.number()),
})
export type GatewayCall = z.infer<typeof GatewayCall>
export const GatewayCallList = z.object({ items: z.array(GatewayCall), nextCursor: nullableText })

/** Group number (团号) and note; what is absent stays, an empty one is removed. */
export const ChangeNote = z.object({ groupNo: optionalText(32), note: optionalText(200) })
export type ChangeNote = z.infer<typeof ChangeNote>

/** 退保: the given policies (§7.9), or the whole order if none are given (§7.10). */
export const SurrenderOrder = z.object({
  policyCodes: z.optional(z.array(text(64)).check(z.minLength(1, 'required'))),
})
export type SurrenderOrder = z.infer<typeof SurrenderOrder>

/** Response of 7.7: the full order for staff, a minimal one for the payment system. */
export const PaymentConfirmed = z.union([
  Order,
  z.object({ id: z.string(), status: z.enum(ORDER_STATUSES), txnStatus: z.string() }),
])
