import * as z from 'zod/mini'
import { ShownSalesPerson } from './salesperson.ts'
import { OrderInvoice } from './invoices.ts'
import { MONEY } from './money.ts'
import { OrderAction } from './order-actions.ts'
import { OpenChange } from './order-change.ts'
import { HOLDER_KINDS, PAYERS } from './payers.ts'
import type { Holder } from './people.ts'
import { cleanValue } from './people-clean.ts'
import { CHANNELS, ORDER_STATUSES, PAY_TYPES } from './place-order.ts'
import { PlatformOrder } from './platform-order.ts'
import { Policy } from './policies.ts'
import { SealedOpening } from './sealed-orders.ts'

const nullableText = z.nullable(z.string())

/** An entry of an order's timeline. The browser has the text of each `kind`. */
export const TimelineEntry = z.object({
  id: z.string(),
  at: z.string(),
  kind: z.string(),
  /** Username, or `customer`, `platform`, `system`. */
  actor: z.string(),
  /** Status after this entry, if it changed. */
  status: z.nullable(z.enum(ORDER_STATUSES)),
  /** The platform's code and message, if it responded; never personal data. */
  platformCode: nullableText,
  platformMessage: nullableText,
  note: nullableText,
  /** Note by staff. */
  remark: nullableText,
})
export type TimelineEntry = z.infer<typeof TimelineEntry>

export const PAYMENT_STATUSES = ['processing', 'paid', 'failed'] as const
export type PaymentStatus = (typeof PAYMENT_STATUSES)[number]

/**
 * Why an order needs attention: no response for long · paid without policy for long · unknown label · amount
 * impossible for the selected plan · payment result rejected · surrender or invoice not carried out · surrender
 * accepted without result · order label and policies conflict · final status reversed · difference found by the daily
 * comparison · paid although we had closed it ·
 * surrendered for a change whose new order is not placed · an administrator asks to open the sealed order.
 */
export const ATTENTION_REASONS = [
  'uncertain',
  'no-policy',
  'label-unknown',
  'amount-differs',
  'payment-refused',
  'surrender-not-done',
  'surrender-unconfirmed',
  'contradiction',
  'went-back',
  'invoice-not-done',
  'difference',
  'cashier-refused',
  'proofs-closed',
  'notification-contradicted',
  'unreadable',
  'answer-unstorable',
  'paid-after-close',
  'change-unfinished',
  'opening-asked',
] as const
export type AttentionReason = (typeof ATTENTION_REASONS)[number]

/** 所选计划: whether the amount fits the selected plan. If below or above, another plan was confirmed. */
export const PLAN_FITS = ['fits', 'below', 'above'] as const
export type PlanFit = (typeof PLAN_FITS)[number]

export const OrderSummary = z.object({
  id: z.string(),
  status: z.enum(ORDER_STATUSES),
  platformStatus: nullableText,
  outSerialNo: z.string(),
  tempOrderCode: nullableText,
  orderCode: nullableText,
  memberId: z.string(),
  /** Company of the channel member. */
  memberCompany: nullableText,
  productCode: z.string(),
  productName: z.string(),
  /** The selected plan. Only the policy shows the insured plan. */
  planCode: nullableText,
  planName: nullableText,
  planFit: z.nullable(z.enum(PLAN_FITS)),
  payType: z.enum(PAY_TYPES),
  /** From the platform, or as placed until the platform returns it. */
  startDate: nullableText,
  endDate: nullableText,
  holderName: nullableText,
  insuredCount: z.number(),
  ...MONEY,
  createdBy: z.string(),
  createdAt: z.string(),
  updatedAt: z.string(),
  channel: z.enum(CHANNELS),
  /** 团号. */
  groupNo: nullableText,
  attention: z.array(z.enum(ATTENTION_REASONS)),
  /** The people were erased: deleted, or sealed until their retention term ends. */
  erasedAt: nullableText,
  isSealed: z.boolean(),
  /** We closed it while it was unpaid. The platform knows nothing of it. */
  closedAt: nullableText,
  /** Policies per status, in lifecycle order; empty if all have the same status. Null: unknown label. */
  policyMix: z.array(z.object({ status: z.nullable(z.enum(ORDER_STATUSES)), count: z.number() })),
})
export type OrderSummary = z.infer<typeof OrderSummary>

/** Number of matching rows. `more`: counting stopped at `count`. */
export const Count = z.object({ count: z.number(), more: z.boolean() })
export type Count = z.infer<typeof Count>

export const OrderList = z.object({ items: z.array(OrderSummary), nextCursor: nullableText })
export type OrderList = z.infer<typeof OrderList>

/** The search term, normalised like stored values. */
export const Search = z.optional(
  z.string().check(
    z.overwrite(cleanValue),
    z.refine((text) => [...text].length <= 64, 'too-long-64'),
  ),
)

export const ORDER_SORTS = ['created', 'start', 'amount'] as const

/** Number and total amount of matching orders. `more`: counting stopped at `count`. */
export const OrderTotals = z.object({
  count: z.number(),
  ...MONEY,
  more: z.boolean(),
  /**
   * The number of orders per status, and of `closed`, `attention` and `all`, that match all other filters. Null: too
   * many.
   */
  states: z.nullable(z.record(z.string(), z.number())),
})
export type OrderTotals = z.infer<typeof OrderTotals>

/** A page of an export, with personal data masked. */
export const ExportRow = z.extend(OrderSummary, {
  note: nullableText,
  insurerName: nullableText,
  holderCardNo: nullableText,
  holderMobile: nullableText,
  insuredNames: z.array(z.string()),
  /** The people cannot be decrypted. */
  unreadable: z.boolean(),
  policyCodes: z.array(z.string()),
})
export type ExportRow = z.infer<typeof ExportRow>
export const ExportPage = z.object({ items: z.array(ExportRow), nextCursor: nullableText })

const MaskedPerson = z.object({
  name: z.string(),
  cardType: z.string(),
  /** Masked. */
  cardNo: z.string(),
  birthday: z.string(),
  gender: z.string(),
  mobile: nullableText,
  email: nullableText,
} satisfies Record<keyof Holder, unknown>)

/** 同意: what the customer agreed to, in the version shown. */
export const Consent = z.object({
  id: z.string(),
  title: nullableText,
  version: nullableText,
  at: z.string(),
})
export type Consent = z.infer<typeof Consent>

export const CHANGE_FIELDS = [
  'product',
  'period',
  'people',
  'company',
  'removed',
  'added',
  'name',
  'cardType',
  'cardNo',
  'birthday',
  'gender',
  'mobile',
  'email',
] as const
export type ChangeField = (typeof CHANGE_FIELDS)[number]

/** A change made by the customer on the platform's page: the placed value and the current one. */
const Change = z.object({
  who: z.enum(['order', 'holder', 'insured']),
  /** Of the person, from the platform. */
  name: nullableText,
  field: z.enum(CHANGE_FIELDS),
  placed: nullableText,
  now: nullableText,
  /** The masking hides the difference. */
  hidden: z.boolean(),
})
export type Change = z.infer<typeof Change>

export const Order = z.extend(OrderSummary, {
  /** The actions that the reader can take now, or why not. */
  actions: z.array(OrderAction),
  salesperson: ShownSalesPerson,
  /**
   * The last day of the retention term. Before it ends, erasing seals; null: it deletes. Once erased: until when the
   * people are sealed; null: they are deleted.
   */
  keptUntil: nullableText,
  /** The opening of a sealed order on a legal ground; administrators only. */
  opening: z.nullable(SealedOpening),
  /** The period as placed. The customer may have changed it since. */
  placedPeriod: z.nullable(z.object({ startDate: z.string(), endDate: z.string() })),
  /** Empty if staff placed the order. */
  consents: z.array(Consent),
  /** The partner site and the partner's reference. */
  partner: z.nullable(z.object({ id: z.string(), name: z.string() })),
  reference: nullableText,
  /** Of staff; customers do not see it. */
  note: nullableText,
  /** The orders that this one was sold for, and that were sold for it, by a change. */
  replaces: nullableText,
  replacedBy: z.array(z.string()),
  /** Surrendered, and what is sold again is not placed yet. */
  openChange: z.nullable(OpenChange),
  /** The draft to correct and resubmit; null unless the order failed. */
  draftId: nullableText,
  /** Null unless the order is unpaid, and while `pay` needs a payer. */
  cashierUrl: nullableText,
  insurerLogo: nullableText,
  /** As entered here, masked. */
  holder: z.nullable(MaskedPerson),
  insured: z.array(z.extend(MaskedPerson, { relation: z.string() })),
  /** The platform's last response (§7.11); null before the first. */
  platform: z.nullable(PlatformOrder),
  changes: z.array(Change),
  /** `premium`: sum of insuredFee of the policy's people, fen; null if one is missing. */
  policies: z.array(z.extend(Policy, { premium: z.nullable(z.number()) })),
  /** Fen; premium of policies surrendered or being surrendered. The platform decides the refund. */
  surrenderedPremium: z.nullable(z.number()),
  invoice: OrderInvoice,
  /** Who pays at the cashier, as staff said. */
  payer: z.nullable(z.enum(PAYERS)),
  holderKind: z.enum(HOLDER_KINDS),
  /** Confirming that a credit payment was received takes a reason. */
  asksReason: z.boolean(),
  payment: z.nullable(z.enum(PAYMENT_STATUSES)),
  /** False until the platform accepts the payment result. */
  paymentSent: z.boolean(),
  /** Fen; expected amount of the selected plan for these people, if known. */
  planExpected: z.nullable(z.number()),
  /** The open surrender request: these policies, or the whole order (`policyCodes` null). */
  surrender: z.nullable(
    z.object({
      requestedAt: z.string(),
      policyCodes: z.nullable(z.array(z.string())),
      lost: z.boolean(),
      /** The platform has shown no result for long: a manager may withdraw it. */
      withdrawable: z.boolean(),
    }),
  ),
  /** Why it needs attention, with the platform's message if any. */
  attentions: z.array(
    z.object({ reason: z.enum(ATTENTION_REASONS), detail: nullableText, raisedAt: z.string() }),
  ),
  /** Customer access is locked after too many wrong attempts, until staff unlock it. */
  accessClosed: z.boolean(),
  /** The people or the platform's response cannot be decrypted. */
  unreadable: z.boolean(),
  timeline: z.array(TimelineEntry),
  /** Times of the last request to the platform and of its last response. */
  askedAt: nullableText,
  answeredAt: nullableText,
})
export type Order = z.infer<typeof Order>
