import * as z from 'zod/mini'
import { isDay } from './days.ts'
import { INVOICE_STATES } from './invoices.ts'
import { ORDER_SORTS, Search } from './orders.ts'
import { POLICY_STATES } from './policies.ts'
import { PAY_TYPES } from './place-order.ts'

const Day = z.string().check(z.refine(isDay, 'day'))
const Limit = z.string().check(z.regex(/^([1-9]|[1-9]\d|100)$/, 'invalid'))

/**
 * Query of the order list. Days are inclusive, Asia/Shanghai. `hour` requires a single day. `status` takes several
 * values separated by commas. `attention` selects orders that need attention, `mixed` orders whose policies have
 * different statuses, `closed` orders that we closed unpaid. `by` is a username.
 */
export const ListOrders = z.object({
  q: Search,
  status: z.optional(z.string()),
  memberId: z.optional(z.string()),
  productCode: z.optional(z.string()),
  partnerId: z.optional(z.uuid('invalid')),
  payType: z.optional(z.enum(PAY_TYPES)),
  by: z.optional(z.string()),
  attention: z.optional(z.enum(['1'])),
  /** First day of cover, inclusive. */
  startFrom: z.optional(Day),
  startTo: z.optional(Day),
  /** Beginning of the group number. */
  groupNo: z.optional(z.string().check(z.maxLength(32, 'too-long-32'))),
  mixed: z.optional(z.enum(['1'])),
  closed: z.optional(z.enum(['1'])),
  from: z.optional(Day),
  to: z.optional(Day),
  hour: z.optional(z.string().check(z.regex(/^([01]\d|2[0-3])$/, 'invalid'))),
  sort: z.optional(z.enum(ORDER_SORTS)),
  order: z.optional(z.enum(['asc', 'desc'])),
  limit: z.optional(Limit),
  cursor: z.optional(z.string()),
})
export type ListOrders = z.infer<typeof ListOrders>

/** Query of the policy list. `from` and `to` are start dates, inclusive. */
export const ListPolicies = z.object({
  q: Search,
  state: z.optional(z.enum(POLICY_STATES)),
  memberId: z.optional(z.string()),
  productCode: z.optional(z.string()),
  by: z.optional(z.string()),
  from: z.optional(Day),
  to: z.optional(Day),
  limit: z.optional(Limit),
  cursor: z.optional(z.string()),
})
export type ListPolicies = z.infer<typeof ListPolicies>

/** Query of the invoice list. */
export const ListInvoices = z.object({
  q: Search,
  state: z.optional(z.enum(INVOICE_STATES)),
  memberId: z.optional(z.string()),
  productCode: z.optional(z.string()),
  by: z.optional(z.string()),
  limit: z.optional(Limit),
  cursor: z.optional(z.string()),
})
export type ListInvoices = z.infer<typeof ListInvoices>
