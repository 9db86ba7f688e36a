import * as z from 'zod/mini'
import { ShownSalesPerson } from './salesperson.ts'
import { MONEY } from './money.ts'
import { ApplyInvoice, OrderInvoice, Format } from './invoices.ts'
import { SurrenderOrder } from './order-requests.ts'
import { PLAN_FITS } from './orders.ts'
import { ORDER_STATUSES } from './place-order.ts'
import { Email, Mobile, text } from './people.ts'
import { LastFour } from './prove-holder.ts'

const nullableText = z.nullable(z.string())

/** A person masked for link holders: distinguishable, without the last four that prove the holder. */
const OwnPerson = z.object({
  /** 李*. */
  name: nullableText,
  /** Our code as entered, or the platform's label. */
  cardType: nullableText,
  cardNo: nullableText,
})

export const OwnPolicy = z.object({
  policyCode: z.string(),
  insuredName: nullableText,
  /** Null if the platform's label is unknown. */
  status: z.nullable(z.enum(ORDER_STATUSES)),
  policyStatus: nullableText,
  /** Fen; null if the platform omits it. */
  premium: z.nullable(z.number()),
  hasPolicy: z.boolean(),
  hasCertificate: z.boolean(),
})
export type OwnPolicy = z.infer<typeof OwnPolicy>

/** An order as its customer sees it with the link alone. */
export const OwnOrder = z.object({
  status: z.enum(ORDER_STATUSES),
  platformStatus: nullableText,
  /** The seller closed it while it was unpaid. */
  closed: z.boolean(),
  /** Order number for the lookup: the platform's, else the pre-order number, else ours. */
  orderNo: z.string(),
  /** Of the purchase that it came from; null for one that staff placed. */
  supportNumber: nullableText,
  productName: z.string(),
  /** The selected plan. Only the policy shows the insured plan. */
  planName: nullableText,
  planFit: z.nullable(z.enum(PLAN_FITS)),
  insurerName: nullableText,
  seller: z.object({
    company: z.string(),
    address: nullableText,
    phone: nullableText,
    person: ShownSalesPerson,
  }),
  insurerHotline: nullableText,
  startDate: nullableText,
  endDate: nullableText,
  ...MONEY,
  /** Paid by the seller's credit: no payment page, and refunds go to the seller. */
  byCredit: z.boolean(),
  isGroup: z.boolean(),
  /** `entered`: as entered here, because the platform returned none. */
  holder: z.nullable(z.extend(OwnPerson, { isCompany: z.boolean(), entered: z.boolean() })),
  insured: z.array(OwnPerson),
  insuredEntered: z.boolean(),
  policies: z.array(OwnPolicy),
  invoice: z.extend(OrderInvoice, {
    /** `policyCodes`: the invoiced policies, empty until known. */
    files: z.array(z.object({ n: z.number(), policyCodes: z.array(z.string()), format: Format })),
  }),
  /** Stands as requested: of these policies, or of the whole order (`policyCodes` null). */
  surrender: z.nullable(z.object({ requestedAt: z.string(), policyCodes: z.nullable(z.array(z.string())) })),
  /** Fen; premium of policies surrendered or being surrendered. The platform decides the refund. */
  surrenderedPremium: z.nullable(z.number()),
  /** False until the holder's ID is known, so that its last four can be checked. */
  holderKnown: z.boolean(),
  /** Set only if the platform has just confirmed that the order is unpaid, so that customers never pay twice. */
  cashierUrl: nullableText,
  /** The partner site it was bought on, if that has a return page. */
  partner: z.nullable(z.object({ name: z.string(), returnUrl: z.string() })),
  /** Claim instructions of the product, if any. */
  claims: nullableText,
  /**
   * For how long it has been paid and not issued, ms by the portal's clock; null in other states. Not from portals before
   * 2026-12, whose open pages read `paidAt`.
   */
  paidForMs: z.optional(z.nullable(z.number())),
  paidAt: z.optional(nullableText),
  /** Time of the platform's last response. */
  answeredAt: nullableText,
})
export type OwnOrder = z.infer<typeof OwnOrder>

/** The token of the customer's own link. */
export const OwnToken = z.object({ token: z.string() })
/** The customer link as shown to staff. */
export const OwnLink = z.object({ url: z.string() })

/** `renew`: replaces the link; the old one stops working. */
export const MakeOwnLink = z.object({ renew: z.optional(z.boolean()) })
export type MakeOwnLink = z.infer<typeof MakeOwnLink>

/** 查询订单. */
export const LookUpOrder = z
  .object({
    /** The holder's; customers without a mainland mobile give their mail address instead. */
    mobile: z.optional(Mobile),
    email: z.optional(Email),
    orderNo: text(64),
    lastFour: LastFour,
  })
  .check(
    z.refine(({ mobile, email }) => Boolean(mobile || email), { error: 'mobile-or-email', path: ['mobile'] }),
  )
export type LookUpOrder = z.infer<typeof LookUpOrder>

/** 客户开票: like staff's, plus the last four of the holder's ID. */
export const ApplyOwnInvoice = z.safeExtend(ApplyInvoice, { lastFour: LastFour })
export type ApplyOwnInvoice = z.infer<typeof ApplyOwnInvoice>

/** 客户退保: like staff's, plus the last four of the holder's ID. */
export const SurrenderOwnOrder = z.extend(SurrenderOrder, { lastFour: LastFour })
export type SurrenderOwnOrder = z.infer<typeof SurrenderOwnOrder>

export const OWN_FILE_KINDS = ['policy', 'certificate', 'invoice', 'calendar'] as const
export type OwnFileKind = (typeof OWN_FILE_KINDS)[number]

/** A file of the order: policy or certificate by number, invoice by `n`, or the calendar entry. */
export const OpenOwnFile = z.object({
  kind: z.enum(OWN_FILE_KINDS, { error: 'required' }),
  policyCode: z.optional(text(64)),
  n: z.optional(z.number().check(z.int('invalid'), z.gte(1, 'invalid'))),
  language: z.enum(['zh', 'en'], { error: 'required' }),
  /** Last four of the holder's ID, because files show unmasked data. Not needed for the calendar entry. */
  lastFour: z.optional(LastFour),
})
export type OpenOwnFile = z.infer<typeof OpenOwnFile>

/** A portal path that opens the file for one minute. */
export const OwnFileAddress = z.object({ address: z.string() })
