import * as z from 'zod/mini'
import { MONEY } from './money.ts'
import { type Holder, text } from './people.ts'
import { cleanValue } from './people-clean.ts'
import { CHANNELS, ORDER_STATUSES, PAY_TYPES } from './place-order.ts'

const nullableText = z.nullable(z.string())

/** 保单, joined from the order detail (§7.11) and the policy files (§7.6). */
export const Policy = z.object({
  policyCode: z.string(),
  insuredName: nullableText,
  /** Null: the platform's label is not one we know. */
  status: z.nullable(z.enum(ORDER_STATUSES)),
  /** The platform's own label, as it came. */
  policyStatus: nullableText,
  /** Paths on this portal; null while the platform has no such file. */
  policyFile: nullableText,
  certificateFile: nullableText,
})
export type Policy = z.infer<typeof Policy>

export const PolicyList = z.object({ items: z.array(Policy), nextCursor: nullableText })
export type PolicyList = z.infer<typeof PolicyList>

/** One invoice file (§7.3); `n` counts from 1. `policyCodes`: what it invoices, empty while the platform has not said. */
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

/** A person or company as the platform answers them: labels, not codes; document numbers masked by us. */
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
  /** As it came, e.g. 2026-12-01至2026-12-03. */
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
 * Where an order's invoice stands in the list of invoices: can be applied for · being made · made · made in part ·
 * failed, to be applied for again · not offered for the product (isInvoice 0).
 */
export const INVOICE_STATES = ['open', 'issuing', 'issued', 'partly-issued', 'failed', 'unsupported'] as const
export type InvoiceState = (typeof INVOICE_STATES)[number]

export const OrderInvoice = z.object({
  support: z.nullable(z.enum(INVOICE_SUPPORT)),
  status: z.nullable(z.enum(INVOICE_STATUSES)),
  /** Applied for through this portal. */
  requestedAt: nullableText,
  invoiceType: z.nullable(z.enum(['person', 'company'])),
  invoiceTitle: nullableText,
})

/** One line of an order's history; the browser has the words for each `kind`. */
export const TimelineEntry = z.object({
  id: z.string(),
  at: z.string(),
  kind: z.string(),
  /** Username, or `customer`, `platform`, `system`. */
  actor: z.string(),
  /** Status after this entry, where it changed. */
  status: z.nullable(z.enum(ORDER_STATUSES)),
  /** The platform's code and message where it answered; never personal data. */
  platformCode: nullableText,
  platformMessage: nullableText,
  note: nullableText,
  /** What a member of staff wrote. */
  remark: nullableText,
})
export type TimelineEntry = z.infer<typeof TimelineEntry>

export const PAYMENT_STATUSES = ['processing', 'paid', 'failed'] as const
export type PaymentStatus = (typeof PAYMENT_STATUSES)[number]

/**
 * Why a person has to look at an order: no answer since long · paid and no policy since long · a label we do not know ·
 * an amount that the plan chosen cannot have · the platform refused a payment signal · a surrender or an invoice that
 * did not happen · a surrender that the platform accepted and does not show · label and policies that contradict each
 * other · an end that the platform took back · the daily comparison found a difference.
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
] as const
export type AttentionReason = (typeof ATTENTION_REASONS)[number]

/** 所选计划: whether the amount can be that of the chosen plan; below or above it, another plan was confirmed. */
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
  productCode: z.string(),
  productName: z.string(),
  /** The chosen plan. Which plan was insured, only the policy says. */
  planCode: nullableText,
  planName: nullableText,
  planFit: z.nullable(z.enum(PLAN_FITS)),
  payType: z.enum(PAY_TYPES),
  /** As the platform has it, or as placed while it has not said. */
  startDate: nullableText,
  endDate: nullableText,
  holderName: nullableText,
  insuredCount: z.number(),
  ...MONEY,
  createdBy: z.string(),
  createdAt: z.string(),
  updatedAt: z.string(),
  channel: z.enum(CHANNELS),
  attention: z.array(z.enum(ATTENTION_REASONS)),
  /** How many policies stand where, as a policy lives; empty where all stand alike. Null: a label we do not know. */
  policyMix: z.array(z.object({ status: z.nullable(z.enum(ORDER_STATUSES)), count: z.number() })),
})
export type OrderSummary = z.infer<typeof OrderSummary>

/** A policy in the list across orders. */
export const PolicySummary = z.extend(Policy, {
  orderId: z.string(),
  productName: z.string(),
  holderName: nullableText,
  /** The period as the platform has it, or as placed while it has not said. */
  startDate: nullableText,
  endDate: nullableText,
})
export type PolicySummary = z.infer<typeof PolicySummary>
export const PolicySummaryList = z.object({ items: z.array(PolicySummary), nextCursor: nullableText })
export type PolicySummaryList = z.infer<typeof PolicySummaryList>

/** States by which policies can be told apart in a list. */
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
  /** How many files are known; more may be found when they are asked for. */
  files: z.number(),
})
export type InvoiceSummary = z.infer<typeof InvoiceSummary>
export const InvoiceSummaryList = z.object({ items: z.array(InvoiceSummary), nextCursor: nullableText })
export type InvoiceSummaryList = z.infer<typeof InvoiceSummaryList>

/** How many rows match; `more`: counting stopped at `count`. */
export const Count = z.object({ count: z.number(), more: z.boolean() })
export type Count = z.infer<typeof Count>

export const OrderList = z.object({ items: z.array(OrderSummary), nextCursor: nullableText })
export type OrderList = z.infer<typeof OrderList>

/** What a list is searched for, cleaned as what is stored was. */
export const Search = z.optional(
  z.string().check(
    z.overwrite(cleanValue),
    z.refine((text) => [...text].length <= 64, 'too-long-64'),
  ),
)

export const ORDER_SORTS = ['created', 'start', 'amount'] as const

/** How many orders match and what they cost together; `more`: counting stopped at `count`. */
export const OrderTotals = z.object({ count: z.number(), ...MONEY, more: z.boolean() })
export type OrderTotals = z.infer<typeof OrderTotals>

/** A page of an export: what a spreadsheet gets, personal data masked. */
export const ExportRow = z.extend(OrderSummary, {
  insurerName: nullableText,
  holderCardNo: nullableText,
  holderMobile: nullableText,
  insuredNames: z.array(z.string()),
  /** Its people cannot be decrypted. */
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

/** 同意: what the customer agreed to, in the version that was shown. */
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

/** One thing that the customer changed on the platform's page: as placed, and as the platform has it now. */
const Change = z.object({
  who: z.enum(['order', 'holder', 'insured']),
  /** Of the person, as the platform has it. */
  name: nullableText,
  field: z.enum(CHANGE_FIELDS),
  placed: nullableText,
  now: nullableText,
  /** The masks hide the difference. */
  hidden: z.boolean(),
})
export type Change = z.infer<typeof Change>

export const Order = z.extend(OrderSummary, {
  /** Its people were removed for good. */
  erasedAt: z.nullable(z.string()),
  /** The period that was placed; the customer may have changed it since. */
  placedPeriod: z.nullable(z.object({ startDate: z.string(), endDate: z.string() })),
  /** Empty where staff placed the order. */
  consents: z.array(Consent),
  /** The partner site it came from, and the partner's own number for it. */
  partner: z.nullable(z.object({ id: z.string(), name: z.string() })),
  reference: nullableText,
  /** The draft to correct and send again; null unless the order failed. */
  draftId: nullableText,
  /** Null unless the order waits for payment. */
  cashierUrl: nullableText,
  insurerLogo: nullableText,
  /** As entered here, masked. */
  holder: z.nullable(MaskedPerson),
  insured: z.array(z.extend(MaskedPerson, { relation: z.string() })),
  /** As the platform last answered (§7.11); null before its first answer. */
  platform: z.nullable(PlatformOrder),
  changes: z.array(Change),
  /** `premium`: insuredFee of everybody under the policy, fen; null where the platform left one out. */
  policies: z.array(z.extend(Policy, { premium: z.nullable(z.number()) })),
  /** Fen; of the policies that are surrendered or on the way. The refund is the platform's to say. */
  surrenderedPremium: z.nullable(z.number()),
  invoice: OrderInvoice,
  payment: z.nullable(z.enum(PAYMENT_STATUSES)),
  /** False while the platform has not taken the payment signal. */
  paymentSent: z.boolean(),
  /** Fen per person; the lowest price of the plan chosen, null when none was chosen or it is not known. */
  planMinPrice: z.nullable(z.number()),
  /** Fen; what the chosen plan would cost these people, where that is known. */
  planExpected: z.nullable(z.number()),
  /** A surrender stands as requested: of these policies, or of the whole order (`policyCodes` null). */
  surrender: z.nullable(
    z.object({
      requestedAt: z.string(),
      policyCodes: z.nullable(z.array(z.string())),
      lost: z.boolean(),
      /** The platform shows nothing of it since long: a manager may take it back. */
      withdrawable: z.boolean(),
    }),
  ),
  /** Why it needs attention, with what the platform said where it said something. */
  attentions: z.array(
    z.object({ reason: z.enum(ATTENTION_REASONS), detail: nullableText, raisedAt: z.string() }),
  ),
  /** Too many wrong last fours: the customer's link or the lookup is closed until staff reopen it. */
  accessClosed: z.boolean(),
  /** People or the platform's answer cannot be decrypted. */
  unreadable: z.boolean(),
  timeline: z.array(TimelineEntry),
  /** When the platform was last asked, and when it last answered. */
  askedAt: nullableText,
  answeredAt: nullableText,
})
export type Order = z.infer<typeof Order>

/** 第三方支付回调 (§7.7). */
export const ConfirmPayment = z.object({ txnStatus: z.enum(PAYMENT_STATUSES, { error: 'required' }) })
export type ConfirmPayment = z.infer<typeof ConfirmPayment>

/** Why somebody had to see what is masked; chosen, not typed, so that the log itself stays free of personal data. */
export const SHOW_REASONS = ['customer-asks', 'platform-asks', 'claim', 'complaint', 'check'] as const
export const ShowPeople = z.object({ reason: z.enum(SHOW_REASONS, { error: 'required' }) })
export type ShowPeople = z.infer<typeof ShowPeople>

/** A mobile, or the number of a resident ID: neither belongs into a remark. */
const PERSONAL_NUMBER = /(?<!\d)(1[3-9]\d{9}|\d{17}[\dXx])(?!\d)/

/** 处理完毕: a person has looked at it; `remark` is what they write about it, on the order's timeline. */
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

/** One call to the platform about an order, as an admin sees it; never a body. */
export const GatewayCall = z.object({
  id: z.string(),
  interfaceName: z.string(),
  priority: z.enum(['screen', 'background']),
  startedAt: z.string(),
  milliseconds: z.nullable(z.number()),
  /** The platform's code, or a word for what happened instead. */
  outcome: nullableText,
  httpStatus: z.nullable(z.number()),
})
export type GatewayCall = z.infer<typeof GatewayCall>
export const GatewayCallList = z.object({ items: z.array(GatewayCall), nextCursor: nullableText })

/** 退保: chosen policies (§7.9), or the whole order when none are named (§7.10). */
export const SurrenderOrder = z.object({
  policyCodes: z.optional(z.array(text(64)).check(z.minLength(1, 'required'))),
})
export type SurrenderOrder = z.infer<typeof SurrenderOrder>

/** 开票 (§7.2). A company needs its taxpayer number. */
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

/** What 7.7 answers: the order to staff, and no more than it said to the payment system. */
export const PaymentConfirmed = z.union([
  Order,
  z.object({ id: z.string(), status: z.enum(ORDER_STATUSES), txnStatus: z.string() }),
])

/** A message on the live stream: something about this order changed. */
export const LiveEvent = z.object({ orderId: z.string(), status: z.enum(ORDER_STATUSES) })
export type LiveEvent = z.infer<typeof LiveEvent>
