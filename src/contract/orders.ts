import * as z from 'zod/mini'
import { MONEY } from './money.ts'
import { OpenChange } from './order-change.ts'
import { OrderAction } from './order-actions.ts'
import { type Holder, optionalText, text } from './people.ts'
import { cleanValue } from './people-clean.ts'
import { CHANNELS, ORDER_STATUSES, PAY_TYPES } from './place-order.ts'

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

/** One invoice file (§7.3); `n` counts from 1. `policyCodes`: the invoiced policies, empty until known. */
export const InvoiceFile = z.object({
  n: z.number(),
  /** The first of them. */
  policyCode: nullableText,
  policyCodes: z.array(z.string()),
  file: z.string(),
})
export type InvoiceFile = z.infer<typeof InvoiceFile>

export const InvoiceList = z.object({ items: z.array(InvoiceFile), nextCursor: nullableText })
export type InvoiceList = z.infer<typeof InvoiceList>

/** A person or company as the platform returns it: labels instead of codes, ID numbers masked by us. */
const PlatformPerson = z.object({
  name: nullableText,
  cardType: nullableText,
  cardNo: nullableText,
  birthday: nullableText,
  gender: nullableText,
  mobile: nullableText,
  email: nullableText,
})

/** 订单详情 (§7.11) as last read. */
export const PlatformOrder = z.object({
  productName: nullableText,
  productCode: nullableText,
  /** Unchanged, e.g. 2026-12-01至2026-12-03. */
  safeguardPeriod: nullableText,
  createTime: nullableText,
  totalQty: z.nullable(z.number()),
  /** Fen. */
  amount: z.nullable(z.number()),
  /** Fen. */
  reduction: z.nullable(z.number()),
  insurerName: nullableText,
  benefitType: nullableText,
  isGroup: z.nullable(z.boolean()),
  isEnterprise: z.boolean(),
  enterprise: z.nullable(
    z.object({
      name: nullableText,
      cardType: nullableText,
      cardNo: nullableText,
      mobile: nullableText,
      email: nullableText,
    }),
  ),
  holder: z.nullable(PlatformPerson),
  insured: z.array(
    z.extend(PlatformPerson, {
      /** Fen. */ fee: z.nullable(z.number()),
      policyStatus: nullableText,
      policyCode: nullableText,
    }),
  ),
})
export type PlatformOrder = z.infer<typeof PlatformOrder>

/** isInvoice of §7.11: 0 none, 1 single, 2 merged, 3 both. */
export const INVOICE_SUPPORT = ['none', 'single', 'merged', 'both'] as const
/** invoiceStatus of §7.11: 0 to 4. */
export const INVOICE_STATUSES = ['none', 'issued', 'failed', 'issuing', 'partly-issued'] as const

/**
 * Invoice status in the list: can be requested · in progress · issued · partly issued · failed and can be requested
 * again · not available for the product (isInvoice 0).
 */
export const INVOICE_STATES = ['open', 'issuing', 'issued', 'partly-issued', 'failed', 'unsupported'] as const
export type InvoiceState = (typeof INVOICE_STATES)[number]

export const OrderInvoice = z.object({
  support: z.nullable(z.enum(INVOICE_SUPPORT)),
  status: z.nullable(z.enum(INVOICE_STATUSES)),
  /** Requested through this portal. */
  requestedAt: nullableText,
  invoiceType: z.nullable(z.enum(['person', 'company'])),
  invoiceTitle: nullableText,
})

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
 * surrendered for a change whose new order is not placed.
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
  /** We closed it while it was unpaid. The platform knows nothing of it. */
  closedAt: nullableText,
  /** Policies per status, in lifecycle order; empty if all have the same status. Null: unknown label. */
  policyMix: z.array(z.object({ status: z.nullable(z.enum(ORDER_STATUSES)), count: z.number() })),
})
export type OrderSummary = z.infer<typeof OrderSummary>

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

/** An order in the list of invoices. */
export const InvoiceSummary = z.object({
  orderId: z.string(),
  orderCode: nullableText,
  productName: z.string(),
  holderName: nullableText,
  ...MONEY,
  state: z.enum(INVOICE_STATES),
  invoiceType: z.nullable(z.enum(['person', 'company'])),
  invoiceTitle: nullableText,
  requestedAt: nullableText,
  /** Number of known files. Fetching them may find more. */
  files: z.number(),
})
export type InvoiceSummary = z.infer<typeof InvoiceSummary>
export const InvoiceSummaryList = z.object({ items: z.array(InvoiceSummary), nextCursor: nullableText })
export type InvoiceSummaryList = z.infer<typeof InvoiceSummaryList>

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
  /** Per status the orders that match all other filters, besides `closed`, `attention` and `all`; null: too many. */
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
  /** What the reader can do with it now, and why not. */
  actions: z.array(OrderAction),
  /** The people were erased. */
  erasedAt: z.nullable(z.string()),
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
  /** Null unless the order is unpaid. */
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

/** 第三方支付回调 (§7.7). */
export const ConfirmPayment = z.object({ txnStatus: z.enum(PAYMENT_STATUSES, { error: 'required' }) })
export type ConfirmPayment = z.infer<typeof ConfirmPayment>

/** Reason for viewing unmasked data. Chosen from a list, so that the log contains no personal data. */
export const SHOW_REASONS = ['customer-asks', 'platform-asks', 'claim', 'complaint', 'check'] as const
export const ShowPeople = z.object({ reason: z.enum(SHOW_REASONS, { error: 'required' }) })
export type ShowPeople = z.infer<typeof ShowPeople>

/** Mobile and ID numbers, which must not be in a note. */
const PERSONAL_NUMBER = /(?<!\d)(1[3-9]\d{9}|\d{17}[\dXx])(?!\d)/

/** 处理完毕: resolves the item. `remark` is kept in the order's timeline. */
export const ResolveAttention = z.object({
  reason: z.enum(ATTENTION_REASONS, { error: 'required' }),
  remark: z.optional(
    z.string().check(
      z.trim(),
      z.maxLength(200, 'too-long-200'),
      z.refine((remark) => !PERSONAL_NUMBER.test(remark), 'personal-number'),
    ),
  ),
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

/** 开票 (§7.2). Companies need a taxpayer number. */
export const ApplyInvoice = z
  .object({
    invoiceType: z.enum(['person', 'company'], { error: 'required' }),
    invoiceTitle: text(32),
    taxpayerNo: z.optional(
      z
        .string()
        .check(
          z.trim(),
          z.toUpperCase(),
          z.regex(/^([0-9A-Z]{15}|[0-9A-Z]{17}|[0-9A-Z]{18}|[0-9A-Z]{20})$/, 'taxpayer-no'),
        ),
    ),
    confirmed: z.optional(z.boolean()),
  })
  .check(
    z.superRefine((value, context) => {
      if (value.invoiceType === 'company' && !value.taxpayerNo)
        context.addIssue({ code: 'custom', path: ['taxpayerNo'], message: 'required', input: value })
    }),
  )
export type ApplyInvoice = z.infer<typeof ApplyInvoice>

/** Response of 7.7: the full order for staff, a minimal one for the payment system. */
export const PaymentConfirmed = z.union([
  Order,
  z.object({ id: z.string(), status: z.enum(ORDER_STATUSES), txnStatus: z.string() }),
])
