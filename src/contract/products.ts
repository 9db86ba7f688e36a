import * as z from 'zod/mini'

export const Plan = z.object({
  planCode: z.string(),
  planName: z.string(),
  /** Fen. */
  minPrice: z.number(),
})
export type Plan = z.infer<typeof Plan>

/** The least and the most of each rule: days, full years, people. */
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

/** The distributor's own rules for a product; the platform knows none of them. */
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

export const Product = z.object({
  productCode: z.string(),
  productName: z.string(),
  /** Path on this portal, never the platform's address; null where the platform names no logo. */
  insurerLogo: z.nullable(z.string()),
  plans: z.array(Plan),
  rules: ProductRules,
  /** When the platform was last read. */
  readAt: z.string(),
})
export type Product = z.infer<typeof Product>

export const ProductList = z.object({ items: z.array(Product), nextCursor: z.nullable(z.string()) })
export type ProductList = z.infer<typeof ProductList>

/** Adds a product, or reads it again; rules left out stay as they are. */
export const PutProduct = z.object({ rules: z.optional(ProductRules) })
export type PutProduct = z.infer<typeof PutProduct>
