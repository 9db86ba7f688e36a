/** Address of the insurer's logo for customer pages; null when the platform names none. */
export const logoPath = (product: { product_code: string; logo_url: string | null }): string | null =>
  product.logo_url ? `/api/logos/${encodeURIComponent(product.product_code)}` : null
