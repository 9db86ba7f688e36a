import { DEFAULT_RULES, type Product, type PutProduct } from '../../../src/contract/products.ts'
import type { User } from '../../../src/contract/session.ts'
import type { Deps } from '../../deps.ts'
import { Refusal } from '../../http/refusal.ts'
import type { ProductRow } from '../../store/schema.ts'
import { audit } from '../../store/audit.ts'

/**
 * Reads a product from the platform (7.5, all plans) with the newest member and keeps it with its rules.
 * 409 `member-required` while nobody is registered; the platform's refusal (3000) passes through.
 */
export async function readProduct(
  deps: Deps,
  user: User,
  productCode: string,
  { rules, sale }: PutProduct,
): Promise<{ product: Product; isNew: boolean }> {
  const member = await deps.db
    .selectFrom('members')
    .select('member_id')
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!member) throw new Refusal(409, 'member-required')
  const detail = await deps.gateway.getDistrProductDetail(
    { productCode, memberId: member.member_id },
    { priority: 'screen' },
  )
  const known = await deps.db
    .selectFrom('products')
    .select('product_code')
    .where('product_code', '=', productCode)
    .executeTakeFirst()
  const read = {
    product_name: detail.productName,
    logo_url: detail.insuranceCompanyLogo,
    plans: JSON.stringify(detail.plans),
    read_at: new Date(deps.now()),
    ...(sale && {
      insurer_name: sale.insurerName || null,
      seller_name: sale.sellerName || null,
      claims: sale.claims || null,
    }),
  }
  const row = await deps.db.transaction().execute(async (transaction) => {
    const kept = await transaction
      .insertInto('products')
      .values({ product_code: productCode, ...read, rules: JSON.stringify(rules ?? DEFAULT_RULES) })
      .onConflict((conflict) =>
        conflict
          .column('product_code')
          .doUpdateSet({ ...read, ...(rules && { rules: JSON.stringify(rules) }) }),
      )
      .returningAll()
      .executeTakeFirstOrThrow()
    await audit(deps.vault, transaction, {
      actor: user.username,
      act: known ? 'product-changed' : 'product-added',
      subject: { kind: 'product', id: productCode },
      detail: { ...(rules && { rules: true }), ...(sale && { sale: true }) },
    })
    return kept
  })
  return { product: viewProduct(row), isNew: !known }
}

export function viewProduct(row: ProductRow): Product {
  return {
    productCode: row.product_code,
    productName: row.product_name,
    insurerLogo: row.logo_url ? `/api/products/${encodeURIComponent(row.product_code)}/logo` : null,
    plans: row.plans,
    rules: row.rules,
    sale: {
      insurerName: row.insurer_name ?? '',
      sellerName: row.seller_name ?? '',
      claims: row.claims ?? '',
    },
    readAt: row.read_at.toISOString(),
  }
}
