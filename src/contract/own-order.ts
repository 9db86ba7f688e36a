import * as z from 'zod/mini'
import { MONEY } from './money.ts'
import { ApplyInvoice, OrderInvoice, PLAN_FITS, SurrenderOrder } from './orders.ts'
import { ORDER_STATUSES } from './place-order.ts'
import { Mobile, text } from './people.ts'
import { LastFour } from './prove-holder.ts'

const nullableText = z.nullable(z.string())

/** A person as a link's holder may see them: enough to tell apart, and nothing of the last four that prove the holder. */
const OwnPerson = z.object({
  /** 李*. */
  name: nullableText,
  /** One of our codes as entered, or the platform's label. */
  cardType: nullableText,
  cardNo: nullableText,
})

export const OwnPolicy = z.object({
  policyCode: z.string(),
  insuredName: nullableText,
  /** Null: the platform's label is not one we know. */
  status: z.nullable(z.enum(ORDER_STATUSES)),
  policyStatus: nullableText,
  /** Fen; null where the platform left it out. */
  premium: z.nullable(z.number()),
  hasPolicy: z.boolean(),
  hasCertificate: z.boolean(),
})
export type OwnPolicy = z.infer<typeof OwnPolicy>

/** One order as its customer sees it, by the link alone. */
export const OwnOrder = z.object({
  status: z.enum(ORDER_STATUSES),
  platformStatus: nullableText,
  /** The platform's order number, else its pre-order number, else ours: what the lookup takes. */
  orderNo: z.string(),
  productName: z.string(),
  /** The chosen plan; which plan was insured, only the policy says. */
  planName: nullableText,
  planFit: z.nullable(z.enum(PLAN_FITS)),
  insurerName: nullableText,
  seller: z.object({ company: z.string(), address: nullableText }),
  startDate: nullableText,
  endDate: nullableText,
  ...MONEY,
  /** Paid by the seller's credit: no cashier, and the refund goes to the seller. */
  byCredit: z.boolean(),
  isGroup: z.boolean(),
  /** `entered`: as entered here, since the platform named none. */
  holder: z.nullable(z.extend(OwnPerson, { isCompany: z.boolean(), entered: z.boolean() })),
  insured: z.array(OwnPerson),
  insuredEntered: z.boolean(),
  policies: z.array(OwnPolicy),
  invoice: z.extend(OrderInvoice, {
    /** `policyCodes`: the policies that a file invoices; empty while the platform has not said. */
    files: z.array(z.object({ n: z.number(), policyCodes: z.array(z.string()) })),
  }),
  /** Stands as requested: of these policies, or of the whole order (`policyCodes` null). */
  surrender: z.nullable(z.object({ requestedAt: z.string(), policyCodes: z.nullable(z.array(z.string())) })),
  /** Fen; of the policies that are surrendered or on the way. The refund is the platform's to say. */
  surrenderedPremium: z.nullable(z.number()),
  /** False while no document of the holder is known whose last four could be asked for. */
  holderKnown: z.boolean(),
  /** Only while the platform has just said that the order is unpaid: nobody is asked to pay twice. */
  cashierUrl: nullableText,
  /** The partner's site that it was bought through, where that has a page to go back to. */
  partner: z.nullable(z.object({ name: z.string(), returnUrl: z.string() })),
  /** What to do in a claim, where the product says so. */
  claims: nullableText,
  /** When the platform last answered. */
  answeredAt: nullableText,
})
export type OwnOrder = z.infer<typeof OwnOrder>

/** The token of the customer's own link. */
export const OwnToken = z.object({ token: z.string() })
/** The own link as staff hand it on. */
export const OwnLink = z.object({ url: z.string() })

/** `renew`: another link, and the old one opens nothing any more. */
export const MakeOwnLink = z.object({ renew: z.optional(z.boolean()) })
export type MakeOwnLink = z.infer<typeof MakeOwnLink>

/** 查询订单. */
export const LookUpOrder = z.object({ mobile: Mobile, orderNo: text(64), lastFour: LastFour })
export type LookUpOrder = z.infer<typeof LookUpOrder>

/** 客户开票: as staff's, and the last four of the holder's document. */
export const ApplyOwnInvoice = z.safeExtend(ApplyInvoice, { lastFour: LastFour })
export type ApplyOwnInvoice = z.infer<typeof ApplyOwnInvoice>

/** 客户退保: as staff's, and the last four of the holder's document. */
export const SurrenderOwnOrder = z.extend(SurrenderOrder, { lastFour: LastFour })
export type SurrenderOwnOrder = z.infer<typeof SurrenderOwnOrder>

export const OWN_FILE_KINDS = ['policy', 'certificate', 'invoice', 'calendar'] as const
export type OwnFileKind = (typeof OWN_FILE_KINDS)[number]

/** One file of the order: a policy or certificate by its number, an invoice by `n`, the calendar entry by nothing. */
export const OpenOwnFile = z.object({
  kind: z.enum(OWN_FILE_KINDS, { error: 'required' }),
  policyCode: z.optional(text(64)),
  n: z.optional(z.number().check(z.int('invalid'), z.gte(1, 'invalid'))),
  language: z.enum(['zh', 'en'], { error: 'required' }),
  /** Of the holder's document: papers show in full what the page masks. The calendar entry needs none. */
  lastFour: z.optional(LastFour),
})
export type OpenOwnFile = z.infer<typeof OpenOwnFile>

/** A path of this portal that opens the file for a minute. */
export const OwnFileAddress = z.object({ address: z.string() })
