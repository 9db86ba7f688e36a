import * as z from 'zod/mini'
import { ShownCover } from './cover.ts'
import { optionalText } from './people.ts'
import { cleanValue } from './people-clean.ts'

export const Plan = z.object({
  planCode: z.string(),
  planName: z.string(),
  /** Fen; null if the platform's price is unreadable. */
  minPrice: z.nullable(z.number()),
})
export type Plan = z.infer<typeof Plan>

/** 历史保费: price per person by plan and days before discounts, as past orders agree; fen. */
export const Premium = z.object({ planCode: z.string(), days: z.number(), premium: z.number() })
export type Premium = z.infer<typeof Premium>

/** Lowest price in fen; null if no plan has a readable price. */
export function lowestPrice(plans: readonly Plan[]): number | null {
  const prices = plans.flatMap(({ minPrice }) => minPrice ?? [])
  return prices.length > 0 ? Math.min(...prices) : null
}

/** Minimum and maximum of each rule: days, full years, people. */
export const RULE_LIMITS = {
  earliestStartDays: [0, 3660],
  minDays: [1, 3660],
  maxDays: [1, 3660],
  minAge: [0, 120],
  maxAge: [0, 120],
  maxInsured: [1, 1000],
} as const

const within = ([least, most]: readonly [number, number]) =>
  z.number({ error: 'required' }).check(z.int('invalid'), z.gte(least, 'invalid'), z.lte(most, 'invalid'))

/** The distributor's rules for a product. The platform does not return them. */
export const ProductRules = z.object({
  /** Days from today to the earliest start: 0 today, 1 tomorrow. */
  earliestStartDays: within(RULE_LIMITS.earliestStartDays),
  minDays: within(RULE_LIMITS.minDays),
  maxDays: within(RULE_LIMITS.maxDays),
  /** Full years on the first insured day; null: no limit. */
  minAge: z.nullable(within(RULE_LIMITS.minAge)),
  maxAge: z.nullable(within(RULE_LIMITS.maxAge)),
  maxInsured: within(RULE_LIMITS.maxInsured),
})
export type ProductRules = z.infer<typeof ProductRules>

export const DEFAULT_RULES: ProductRules = {
  earliestStartDays: 0,
  minDays: 1,
  maxDays: 365,
  minAge: null,
  maxAge: null,
  maxInsured: 200,
}

export const DOCUMENT_KINDS = ['terms', 'notice', 'other'] as const
export type DocumentKind = (typeof DOCUMENT_KINDS)[number]

/** 产品文件 in a list. A new version is a new document with a new id. */
export const DocumentHead = z.object({
  id: z.string(),
  kind: z.enum(DOCUMENT_KINDS),
  title: z.string(),
  version: z.string(),
  /** https URL; null if stored here. */
  url: z.nullable(z.string()),
  /** Path of the PDF on this portal; null for text or external documents. */
  file: z.nullable(z.string()),
})
export type DocumentHead = z.infer<typeof DocumentHead>

export const ProductDocument = z.extend(DocumentHead, { content: z.nullable(z.string()) })
export type ProductDocument = z.infer<typeof ProductDocument>

/** A phone number as printed: digits with separators, an extension, or a short hotline such as 95500. */
export const Phone = z.optional(
  z.string({ error: 'invalid' }).check(
    z.overwrite(cleanValue),
    z.refine(
      (value) => value === '' || /^\+?\d[\d ()-]{2,22}\d(?: ?(?:ext\.?|x|转) ?\d{1,6})?$/.test(value),
      'phone',
    ),
  ),
)

/** Required customer information that the platform does not provide; empty until entered. */
export const ProductSale = z.object({
  /** The insurer's full legal name. The platform returns it only after an order. */
  insurerName: optionalText(100),
  /** The seller's full name; empty: the member's company. */
  sellerName: optionalText(100),
  /** Claim instructions. */
  claims: optionalText(4000),
  /** Phones that customers call; empty: none is shown. */
  sellerPhone: Phone,
  insurerHotline: Phone,
})
export type ProductSale = z.infer<typeof ProductSale>

/**
 * The gaps of a product that must be filled before customers buy it: insurer's name, documents or “none”, a confirmed
 * period, the distributor's whole disclosure.
 */
export const PRODUCT_GAPS = ['insurer', 'documents', 'period', 'disclosure'] as const
export type ProductGap = (typeof PRODUCT_GAPS)[number]

export const Product = z.object({
  productCode: z.string(),
  productName: z.string(),
  /** Path on this portal, never the platform's URL; null without a logo. */
  insurerLogo: z.nullable(z.string()),
  plans: z.array(Plan),
  premiums: z.array(Premium),
  rules: ProductRules,
  sale: ProductSale,
  /** Null until an admin enters it. */
  cover: z.nullable(ShownCover),
  gaps: z.array(z.enum(PRODUCT_GAPS)),
  /** False where real insurance is sold and the product has gaps. */
  onSale: z.boolean(),
  /** An admin said that it has no documents. */
  noDocuments: z.boolean(),
  /** Lengths of period that the platform refused lately; empty in lists. */
  refusedPeriods: z.array(z.object({ days: z.number(), message: z.string(), at: z.string() })),
  /** Time of the last refresh from the platform. */
  readAt: z.string(),
})
export type Product = z.infer<typeof Product>

export const ProductList = z.object({ items: z.array(Product), nextCursor: z.nullable(z.string()) })
export type ProductList = z.infer<typeof ProductList>

/** Name limit of 7.4. Products with longer names cannot be ordered. */
export const isNameTooLong = (productName: string) => [...productName].length > 32

/** Adds or refreshes a product. Omitted rules and sale texts stay unchanged. */
export const PutProduct = z.object({
  rules: z.optional(ProductRules),
  sale: z.optional(ProductSale),
  noDocuments: z.optional(z.boolean()),
})
export type PutProduct = z.infer<typeof PutProduct>

export const DocumentList = z.object({ items: z.array(ProductDocument), nextCursor: z.nullable(z.string()) })
