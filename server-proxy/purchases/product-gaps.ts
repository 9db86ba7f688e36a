import type { Kysely } from 'kysely'
import { disclosureGaps } from '#contract/disclosure.ts'
import { DEFAULT_RULES, type ProductGap } from '#contract/products.ts'
import type { Deps } from '../deps.ts'
import { Refusal } from '../http/refusal.ts'
import type { Database } from '../store/schema.ts'
import type { ProductRow } from '../store/schema/products.ts'
import { currentDisclosure } from './disclosure.ts'

type Judged = Pick<ProductRow, 'product_code' | 'insurer_name' | 'rules' | 'rules_set' | 'no_documents'>

/** The gaps of each product that must be filled before customers buy it; empty when complete. */
export async function gapsOf(
  db: Kysely<Database>,
  products: readonly Judged[],
): Promise<Map<string, ProductGap[]>> {
  if (products.length === 0) return new Map()
  const documented = await db
    .selectFrom('product_documents')
    .select('product_code')
    .distinct()
    .where(
      'product_code',
      'in',
      products.map(({ product_code }) => product_code),
    )
    .where('retired_at', 'is', null)
    // The cover is stored with the documents but is not one of them.
    .where('cover', 'is', null)
    .execute()
  const codes = new Set(documented.map(({ product_code }) => product_code))
  const undisclosed = disclosureGaps(await currentDisclosure(db)).length > 0
  return new Map(
    products.map((product) => {
      const gaps: [ProductGap, boolean][] = [
        ['insurer', !product.insurer_name],
        ['documents', !product.no_documents && !codes.has(product.product_code)],
        ['period', !product.rules_set && isAnyPeriod(product.rules)],
        ['disclosure', undisclosed],
      ]
      return [product.product_code, gaps.flatMap(([gap, open]) => (open ? gap : []))]
    }),
  )
}

/** The period that a new product has until an admin sets it. */
const isAnyPeriod = ({ minDays, maxDays }: ProductRow['rules']) =>
  minDays === DEFAULT_RULES.minDays && maxDays === DEFAULT_RULES.maxDays

/** 409 for a product with gaps, where real insurance is sold. */
export async function assertOnSale(
  { db, production }: Pick<Deps, 'db' | 'production'>,
  product: Judged,
): Promise<void> {
  if (!production) return
  const gaps = (await gapsOf(db, [product])).get(product.product_code) ?? []
  if (gaps.length > 0) throw new Refusal(409, 'product-not-on-sale')
}
