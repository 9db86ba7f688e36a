import * as z from 'zod/mini'
import { ORDER_STATUSES, PlaceOrder } from './place-order.ts'

const nullableText = z.nullable(z.string())

/** 拆单: one sale with more people than an order may have. `draftId` is its idempotency key. */
export const PlaceBatch = z.object({
  draftId: z.string().check(z.regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, 'invalid')),
  order: PlaceOrder,
})
export type PlaceBatch = z.infer<typeof PlaceBatch>

const BatchPart = z.object({
  /** Counts from 1. */
  n: z.number(),
  /** Places of its people in the list, inclusive, from 1. */
  from: z.number(),
  to: z.number(),
  /** Null until it was sent. */
  order: z.nullable(
    z.object({
      id: z.string(),
      status: z.enum(ORDER_STATUSES),
      outSerialNo: z.string(),
      /** Set while unpaid. */
      cashierUrl: nullableText,
      /** The address is withheld until staff say who pays. */
      asksPayer: z.boolean(),
    }),
  ),
  /** Why the platform rejected it. */
  refusal: z.nullable(z.object({ code: z.string(), detail: nullableText })),
})
export type BatchPart = z.infer<typeof BatchPart>

export const Batch = z.object({
  id: z.string(),
  createdAt: z.string(),
  productName: z.string(),
  planName: nullableText,
  startDate: nullableText,
  endDate: nullableText,
  groupNo: nullableText,
  people: z.number(),
  parts: z.array(BatchPart),
  /** Nothing more is sent by itself. */
  done: z.boolean(),
  /** Rejected parts can be sent again. */
  retryable: z.boolean(),
  /** Why the portal stopped sending, such as a rule that changed. */
  stopped: nullableText,
})
export type Batch = z.infer<typeof Batch>
