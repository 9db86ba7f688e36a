import * as z from 'zod/mini'
import { ORDER_STATUSES } from './place-order.ts'

/**
 * What changed. `kind` is the name of the server-sent event, the rest its data: `event: order`, `data: {"orderId": …}`.
 */
export const LiveEvent = z.union([
  z.object({ kind: z.literal('order'), orderId: z.string(), status: z.enum(ORDER_STATUSES) }),
  /** An order's reasons for attention changed, the order itself did not. */
  z.object({ kind: z.literal('attention'), orderId: z.string() }),
  /** A partner has more or fewer undelivered events. For managers. */
  z.object({ kind: z.literal('partner'), partnerId: z.string() }),
  z.object({ kind: z.literal('member'), memberId: z.string() }),
  z.object({ kind: z.literal('product'), productCode: z.string() }),
  /** Every product's gaps may have changed with it. */
  z.object({ kind: z.literal('disclosure') }),
])
export type LiveEvent = z.infer<typeof LiveEvent>
export const LIVE_KINDS = [
  'order',
  'attention',
  'partner',
  'member',
  'product',
  'disclosure',
] as const satisfies LiveEvent['kind'][]
