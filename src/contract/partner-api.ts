import * as z from 'zod/mini'
import { isDay } from './days.ts'
import { MONEY } from './money.ts'
import { Holder, Insured, optionalText, text } from './people.ts'
import { INVOICE_STATES } from './invoices.ts'
import { PLAN_FITS } from './orders.ts'
import { Policy } from './policies.ts'
import { ORDER_STATUSES } from './place-order.ts'
import { PURCHASE_STEPS } from './purchase-steps.ts'
import { saleFaults } from './sale-faults.ts'

/** The partner's own number of a sale: never a name or a mobile. */
export const REFERENCE = /^[\w.:/-]{1,64}$/
const Reference = z.string({ error: 'required' }).check(z.regex(REFERENCE, 'invalid'))
const Limit = z.optional(z.string().check(z.regex(/^([1-9]|[1-9]\d|100)$/, 'invalid')))
const nullableText = z.nullable(z.string())
const Day = z.string({ error: 'required' }).check(z.refine(isDay, 'day'))

/** The fields that events and orders share. Amounts in fen; null until known. Never personal data. */
const SOLD = {
  reference: nullableText,
  product: z.string(),
  /** The chosen plan. The customer confirms a plan on the platform's page. */
  plan: nullableText,
  /** Whether the amount fits the chosen plan. */
  planFit: z.nullable(z.enum(PLAN_FITS)),
  /** The plan that the amount proves. */
  planConfirmed: nullableText,
  status: z.enum(ORDER_STATUSES),
  ...MONEY,
  /** The customer's refund, once the platform reports the order as refunded. */
  refunded: z.nullable(z.number()),
}

/** A webhook's body, about an order. */
export const OrderEvent = z.object({
  /** `order.` and the status. */
  type: z.string(),
  timestamp: z.string(),
  data: z.object({ order: z.string(), ...SOLD }),
})
export type OrderEvent = z.infer<typeof OrderEvent>

/** A customer abandoned a purchase. It may continue later, and then becomes an order. */
export const PurchaseEvent = z.object({
  type: z.literal('purchase.abandoned'),
  timestamp: z.string(),
  data: z.object({
    /** Identifies the attempt in events. It grants no access. */
    purchase: z.string(),
    reference: nullableText,
    product: z.string(),
    /** The last step. */
    step: z.enum(PURCHASE_STEPS),
    begunAt: z.string(),
    savedAt: z.string(),
  }),
})
export type PurchaseEvent = z.infer<typeof PurchaseEvent>
export type PartnerEventBody = OrderEvent | PurchaseEvent

/** An order as its partner sees it. Names are in its policies only. */
export const PartnerOrder = z.object({
  id: z.string(),
  ...SOLD,
  productName: z.string(),
  planName: nullableText,
  /** From the platform, or as placed until the platform returns it. */
  startDate: nullableText,
  endDate: nullableText,
  insuredCount: z.number(),
  /** Where the customer pays; only while unpaid. */
  cashierUrl: nullableText,
  /** The platform's number, for questions to the insurer. */
  orderCode: nullableText,
  /** Null until the platform says whether there is one. */
  invoice: z.nullable(z.enum(INVOICE_STATES)),
  surrenderRequestedAt: nullableText,
  createdAt: z.string(),
  updatedAt: z.string(),
})
export type PartnerOrder = z.infer<typeof PartnerOrder>
export const PartnerOrderList = z.object({ items: z.array(PartnerOrder), nextCursor: nullableText })
export type PartnerOrderList = z.infer<typeof PartnerOrderList>
export const ListPartnerOrders = z.object({
  reference: z.optional(Reference),
  limit: Limit,
  cursor: z.optional(z.string()),
})
export type ListPartnerOrders = z.infer<typeof ListPartnerOrders>

export const PartnerPolicyList = z.object({ items: z.array(Policy), nextCursor: nullableText })
export type PartnerPolicyList = z.infer<typeof PartnerPolicyList>

export const ListEventsSince = z.object({ limit: Limit, cursor: z.optional(z.string()) })
/** Oldest first. `nextCursor` is always given: ask with it again later. */
export const EventsSince = z.object({
  items: z.array(
    z.union([z.extend(OrderEvent, { id: z.string() }), z.extend(PurchaseEvent, { id: z.string() })]),
  ),
  nextCursor: z.string(),
  more: z.boolean(),
})
export type EventsSince = z.infer<typeof EventsSince>

/** One sale. The customer pays at the cashier. */
export const PlacePartnerOrder = z
  .object({
    reference: Reference,
    product: text(32),
    plan: optionalText(32),
    startDate: Day,
    endDate: Day,
    holder: Holder,
    insured: z.array(Insured).check(z.minLength(1, 'required')),
    /** Unusual names and ID numbers are right. */
    confirmed: z.optional(z.boolean()),
  })
  .check(
    z.superRefine((sale, context) => {
      for (const { path, code } of saleFaults(sale))
        context.addIssue({ code: 'custom', path, message: code, input: sale })
    }),
  )
export type PlacePartnerOrder = z.infer<typeof PlacePartnerOrder>
