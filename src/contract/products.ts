import * as z from 'zod/mini'

export const Plan = z.object({
  planCode: z.string(),
  planName: z.string(),
  /** Fen. */
  minPrice: z.number(),
})
export type Plan = z.infer<typeof Plan>

const days = (least: number) =>
  z.number({ error: 'required' }).check(z.int('invalid'), z.gte(least, 'invalid'), z.lte(3660, 'invalid'))
const age = z.nullable(z.number().check(z.int('invalid'), z.gte(0, 'invalid'), z.lte(120, 'invalid')))

/** The distributor's own rules for a product; the platform knows none of them. */
export const ProductRules = z.object({
  /** Days from today to the earliest start: 0 today, 1 tomorrow. */
  earliestStartDays: days(0),
  minDays: days(1),
  maxDays: days(1),
  /** Full years on the first insured day; null: no limit. */
  minAge: age,
  maxAge: age,
  maxInsured: z
    .number({ error: 'required' })
    .check(z.int('invalid'), z.gte(1, 'invalid'), z.lte(1000, 'invalid')),
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
