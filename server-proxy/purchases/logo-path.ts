import { pathOf } from '#contract/endpoints/endpoint.ts'
import { readLogo } from '#contract/endpoints/purchase.ts'

/** Address of the insurer's logo for customer pages; null when the platform names none. */
export const logoPath = (product: { product_code: string; logo_url: string | null }): string | null =>
  product.logo_url ? pathOf(readLogo, { params: { productCode: product.product_code } }) : null
