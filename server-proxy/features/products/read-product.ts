import { DEFAULT_RULES, isNameTooLong, type Product, type PutProduct } from '#contract/products.ts'
import type { User } from '#contract/session.ts'
import type { Deps } from '../../deps.ts'
import { notFound, Refusal } from '../../http/refusal.ts'
import { announce } from '../../live/live.ts'
import { audit } from '../../store/audit.ts'
import { viewProduct } from './view-product.ts'

/**
 * Reads a product from the platform (7.5, all plans) with the newest member and stores it with its rules. 409
 * `member-required` without a member; the platform's refusal (3000) passes through. 422
 * `product-name-too-long` when the name is too long for an order.
 */
export async function readProduct(
  deps: Deps,
  user: User,
  productCode: string,
  { rules, sale, noDocuments }: PutProduct,
): Promise<{ product: Product; isNew: boolean }> {
  const detail = await deps.gateway.getDistrProductDetail(
    { productCode, memberId: await newestMember(deps) },
    { priority: 'screen' },
  )
  if (isNameTooLong(detail.productName))
    throw new Refusal(422, 'product-name-too-long', { detail: detail.productName })
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
      // An older client that does not send them leaves them unchanged.
      ...(sale.sellerPhone !== undefined && { seller_phone: sale.sellerPhone || null }),
      ...(sale.insurerHotline !== undefined && { insurer_hotline: sale.insurerHotline || null }),
    }),
    ...(noDocuments !== undefined && { no_documents: noDocuments }),
    ...(rules && { rules_set: true }),
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
    await announce(transaction, { kind: 'product', productCode })
    await audit(deps.vault, transaction, {
      actor: user.username,
      act: known ? 'product-changed' : 'product-added',
      subject: { kind: 'product', id: productCode },
      detail: {
        ...(rules && { rules: true }),
        ...(sale && { sale: true }),
        ...(noDocuments !== undefined && { noDocuments }),
      },
    })
    return kept
  })
  return { product: await viewProduct(deps, row), isNew: !known }
}

/**
 * Reads one plan from the platform (7.5 with its planCode) and stores its name and price. The platform's
 * refusal (3000) passes through.
 */
export async function readPlan(
  deps: Deps,
  user: User,
  productCode: string,
  planCode: string,
): Promise<Product> {
  const detail = await deps.gateway.getDistrProductDetail(
    { productCode, planCode, memberId: await newestMember(deps) },
    { priority: 'screen' },
  )
  const read = detail.plans.find((plan) => plan.planCode === planCode)
  if (!read) throw new Refusal(422, '3000')
  return deps.db.transaction().execute(async (transaction) => {
    const row = await transaction
      .selectFrom('products')
      .select('plans')
      .where('product_code', '=', productCode)
      .forUpdate()
      .executeTakeFirst()
    if (!row?.plans.some((plan) => plan.planCode === planCode)) throw notFound()
    const kept = await transaction
      .updateTable('products')
      .set({ plans: JSON.stringify(row.plans.map((plan) => (plan.planCode === planCode ? read : plan))) })
      .where('product_code', '=', productCode)
      .returningAll()
      .executeTakeFirstOrThrow()
    await announce(transaction, { kind: 'product', productCode })
    await audit(deps.vault, transaction, {
      actor: user.username,
      act: 'product-changed',
      subject: { kind: 'product', id: productCode },
      detail: { planCode },
    })
    return viewProduct({ ...deps, db: transaction }, kept)
  })
}

async function newestMember({ db }: Deps): Promise<string> {
  const member = await db
    .selectFrom('members')
    .select('member_id')
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!member) throw new Refusal(409, 'member-required')
  return member.member_id
}
