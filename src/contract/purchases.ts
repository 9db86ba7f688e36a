import * as z from 'zod/mini'
import { ShownSalesPerson } from './salesperson.ts'
import { ShownCover } from './cover.ts'
import { MONEY } from './money.ts'
import { emptyPerson } from './people-empty.ts'
import { HolderForm, InsuredForm } from './people-typed.ts'
import { ORDER_STATUSES } from './place-order.ts'
import { DocumentHead, Plan, Premium, ProductRules } from './products.ts'
import { LINK_REASONS, PURCHASE_STEPS, SITE_REASONS, type SiteReason } from './purchase-steps.ts'

/** Why a link or a site sells nothing. */
export type ClosedReason = (typeof LINK_REASONS)[number] | SiteReason

const text = z.catch(z.string().check(z.maxLength(64)), '')

/** 购买中的投保单: the customer's input so far, unvalidated. */
export const PurchaseDraft = z.object({
  planCode: text,
  startDate: text,
  endDate: text,
  holder: z.catch(HolderForm, emptyPerson),
  /** Unlimited: a list too long for the product is kept and reported at its field. */
  insured: z.catch(z.array(InsuredForm), () => []),
  /** The customer confirmed the unusual ID numbers. */
  confirmed: z.catch(z.boolean(), false),
})
export type PurchaseDraft = z.infer<typeof PurchaseDraft>

/** Reads a draft of any version. Missing fields start empty. */
export function readPurchaseDraft(content: unknown): PurchaseDraft {
  return z.parse(PurchaseDraft, typeof content === 'object' && content !== null ? content : {})
}

/** True if it contains personal data. */
export const holdsPeople = ({ holder, insured }: PurchaseDraft) =>
  [holder, ...insured].some(({ name, cardNo, mobile, email }) => Boolean(name || cardNo || mobile || email))

const nullableText = z.nullable(z.string())

/** Product, insurer and seller as shown to the customer. */
export const PurchaseProduct = z.object({
  productCode: z.string(),
  productName: z.string(),
  /** Full legal names. The insurer's is null until an admin enters it. */
  insurerName: nullableText,
  sellerName: z.string(),
  salesperson: ShownSalesPerson,
  /** To call; null until an admin enters them. */
  sellerPhone: nullableText,
  insurerHotline: nullableText,
  plans: z.array(Plan),
  premiums: z.array(Premium),
  rules: ProductRules,
  documents: z.array(DocumentHead),
  /** What each plan covers. One of the documents has the same in words. */
  cover: z.nullable(ShownCover),
  /** Path of the insurer's logo; null if the platform has none. */
  insurerLogo: nullableText,
})
export type PurchaseProduct = z.infer<typeof PurchaseProduct>

export const PurchaseOrder = z.object({
  id: z.string(),
  status: z.enum(ORDER_STATUSES),
  /** False until the platform has just confirmed the payment status. Payment is offered only then. */
  checked: z.boolean(),
  /** Set only while unpaid and `checked`; null without a usable address. */
  cashierUrl: nullableText,
  /** The selected plan. */
  planName: nullableText,
  startDate: nullableText,
  endDate: nullableText,
  /** Number of insured people. */
  people: z.number(),
  ...MONEY,
  /** Path of the order page. */
  returnPath: z.string(),
})
export type PurchaseOrder = z.infer<typeof PurchaseOrder>

/** A counter stored as int4. */
const Version = z.number().check(z.int('invalid'), z.gte(0, 'invalid'), z.lte(2_147_483_646, 'invalid'))

/** State of a purchase, read with its bearer. */
export const Purchase = z.object({
  /** Names this attempt on the phone. */
  supportNumber: z.string(),
  /** False until a purchase was started with this token. */
  begun: z.boolean(),
  /**
   * Null while open. A placed order stays visible even if its link closes. If its partner site may no longer sell,
   * the reason is returned as well, because the host page gets no further events.
   */
  closed: z.nullable(z.enum([...LINK_REASONS, ...SITE_REASONS])),
  /** Whether the customer may ask for a link that is over, or has done so; null if it is not a link. */
  renewal: z.nullable(z.enum(['possible', 'asked'])),
  product: PurchaseProduct,
  step: z.enum(PURCHASE_STEPS),
  draft: PurchaseDraft,
  /**
   * People with a number are shown only to the page that typed them, or after proof with the last four of the holder's
   * ID or mobile number. Until then the draft contains no people and cannot be started. `holder`: masked name, '' if
   * none is prefilled. `insured`: masked name of the insured whose number is asked for instead.
   */
  locked: z.nullable(z.object({ holder: z.string(), people: z.number(), insured: z.nullable(z.string()) })),
  /** Version for optimistic locking. */
  version: Version,
  language: z.nullable(z.enum(['zh', 'en'])),
  order: z.nullable(PurchaseOrder),
  /** Why the platform rejected the last attempt. The customer can correct and resubmit. */
  refusal: z.nullable(z.object({ code: z.string(), detail: nullableText })),
})
export type Purchase = z.infer<typeof Purchase>

/** `partner`: the site that led to a public entry. Invalid ids are ignored. */
export const BeginPurchase = z.object({
  language: z.optional(z.enum(['zh', 'en'])),
  partner: z.optional(z.string().check(z.maxLength(64))),
})
export type BeginPurchase = z.infer<typeof BeginPurchase>

/** `token` is the purchase's bearer, which may be the link's. */
export const BegunPurchase = z.object({ token: z.string() })
export type BegunPurchase = z.infer<typeof BegunPurchase>

export const SavePurchase = z.object({
  version: Version,
  step: z.enum(PURCHASE_STEPS),
  language: z.optional(z.enum(['zh', 'en'])),
  draft: PurchaseDraft,
})
export type SavePurchase = z.infer<typeof SavePurchase>
/** Header `x-purchase-proof`: sent by a page that has proven to know the holder. */
export const PurchaseProof = z.object({ proof: z.string() })

/** `proof`: a page that typed the numbers needs no other proof. */
export const SavedPurchase = z.object({ version: z.number(), proof: z.optional(z.string()) })

/** A `Price` of premiums.ts, which customer pages load without zod. */
const ShownPrice = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('expected'), total: z.number(), each: z.number(), people: z.number() }),
  z.object({ kind: z.literal('from'), each: z.number() }),
])

const MOST_SHOWN = 20_000
/** Plans and price that the page showed last. No product's plans are longer than `MOST_SHOWN` as JSON. */
const ShownOffer = z
  .object({ plans: z.array(Plan), price: z.nullable(ShownPrice) })
  .check(z.refine((shown) => JSON.stringify(shown).length <= MOST_SHOWN, 'invalid'))

/** 去支付: consents by id. Orders the draft as saved under `version`. */
export const PlacePurchase = z.object({
  version: Version,
  consents: z.array(z.string().check(z.maxLength(64, 'invalid'))).check(z.maxLength(100, 'invalid')),
  /** The customer saw the warning that an insured is already covered, and continues. */
  confirmed: z.optional(z.boolean()),
  /** For the annex of the evidence. Never a reason to refuse an order. */
  shown: z.catch(z.optional(ShownOffer), undefined),
})
export type PlacePurchase = z.infer<typeof PlacePurchase>
