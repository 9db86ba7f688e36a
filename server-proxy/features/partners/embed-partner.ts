import type { EmbedPartner } from '#contract/embed.ts'
import * as paths from '#contract/paths.ts'
import type { Deps } from '../../deps.ts'
import { isLicensed } from '../../purchases/licence.ts'
import { logoPath } from '../../purchases/logo-path.ts'
import type { PartnerRow } from '../../store/schema/partners.ts'

/**
 * The public data of a partner; without a licence also where each product can be bought outside the frame.
 */
export async function embedPartner(deps: Deps, row: PartnerRow): Promise<EmbedPartner> {
  const { db } = deps
  const licensed = isLicensed(deps, row)
  const [products, member, entries] = await Promise.all([
    db
      .selectFrom('products')
      .select(['product_code', 'product_name', 'insurer_name', 'seller_name', 'plans', 'logo_url'])
      .where('product_code', 'in', row.products)
      .execute(),
    db
      .selectFrom('members')
      .select('company')
      .where('member_id', '=', row.member_id)
      .executeTakeFirstOrThrow(),
    licensed ? [] : publicEntries(deps, row, row.products),
  ])
  return {
    name: row.name,
    origins: row.origins,
    licensed,
    licence:
      licensed && row.licence_no
        ? { kind: row.licence_kind, name: row.licence_name ?? row.name, number: row.licence_no }
        : null,
    theme: row.theme,
    products: row.products.flatMap((code) => {
      const product = products.find(({ product_code }) => product_code === code)
      if (!product) return []
      const entry = entries.find(({ productCode }) => productCode === code)
      return [
        {
          productCode: code,
          productName: product.product_name,
          insurerName: product.insurer_name,
          insurerLogo: logoPath(product),
          sellerName: product.seller_name ?? member.company,
          plans: product.plans,
          entry: entry ? { path: entry.path, sellerName: product.seller_name ?? entry.company } : null,
        },
      ]
    }),
  }
}

/** Public purchase pages that an admin opened; those of the partner's own member first. */
export async function publicEntries({ db, vault, now }: Deps, row: PartnerRow, products: readonly string[]) {
  if (products.length === 0) return []

  const links = await db
    .selectFrom('links')
    .innerJoin('members', 'members.member_id', 'links.member_id')
    .select(['links.id', 'product_code', 'token_sealed', 'company', 'links.member_id'])
    .where('kind', '=', 'public')
    .where('product_code', 'in', products)
    .where('revoked_at', 'is', null)
    .where(({ or, eb }) => or([eb('expires_at', 'is', null), eb('expires_at', '>', new Date(now()))]))
    .orderBy('links.id', 'desc')
    .execute()
  const own = ({ member_id }: { member_id: string }) => Number(member_id === row.member_id)
  return links
    .toSorted((one, other) => own(other) - own(one))
    .map(({ id, product_code, token_sealed, company }) => ({
      productCode: product_code,
      company,
      // The partner's ID attributes the order to it.
      path: paths.to(
        paths.buy,
        { token: vault.open({ table: 'links', column: 'token', row: id }, token_sealed) },
        { partner: row.id },
      ),
    }))
}
