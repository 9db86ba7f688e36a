import { pathOf } from '#contract/endpoints/endpoint.ts'
import { readProductLogo } from '#contract/endpoints/products.ts'
import type { Product } from '#contract/products.ts'
import type { Deps } from '../../deps.ts'
import { premiumsOf } from '../../orders/learned-premiums.ts'
import { currentCover } from '../../purchases/documents.ts'
import { gapsOf } from '../../purchases/product-gaps.ts'
import { refusedPeriods } from './refused-periods.ts'
import type { ProductRow } from '../../store/schema/products.ts'

type Viewing = Pick<Deps, 'db' | 'now' | 'production'>

export async function viewProduct(deps: Viewing, row: ProductRow): Promise<Product> {
  const [product] = await viewProducts(deps, [row])
  if (!product) throw new Error('a product views as itself')
  return { ...product, refusedPeriods: await refusedPeriods(deps, row.product_code) }
}

export async function viewProducts(
  { db, now, production }: Viewing,
  rows: readonly ProductRow[],
): Promise<Product[]> {
  const premiums = await premiumsOf(
    db,
    rows.map(({ product_code }) => product_code),
    now(),
  )
  const covers = await Promise.all(rows.map((row) => currentCover(db, row.product_code)))
  const gaps = await gapsOf(db, rows)
  const gapsIn = (row: ProductRow) => gaps.get(row.product_code) ?? []
  return rows.map((row, place) => ({
    productCode: row.product_code,
    productName: row.product_name,
    insurerLogo: row.logo_url ? pathOf(readProductLogo, { params: { productCode: row.product_code } }) : null,
    plans: row.plans,
    premiums: premiums.get(row.product_code) ?? [],
    rules: row.rules,
    sale: {
      insurerName: row.insurer_name ?? '',
      sellerName: row.seller_name ?? '',
      claims: row.claims ?? '',
      sellerPhone: row.seller_phone ?? '',
      insurerHotline: row.insurer_hotline ?? '',
    },
    cover: covers[place] ?? null,
    gaps: gapsIn(row),
    onSale: !production || gapsIn(row).length === 0,
    noDocuments: row.no_documents,
    refusedPeriods: [],
    readAt: row.read_at.toISOString(),
  }))
}
