import type { PurchaseProduct } from '../../contract/purchases.ts'
import { useText } from '../../ui/language.tsx'
import { messages } from './messages.ts'

/** Who insures and who sells, in full, on every screen. */
export function SellerLine({ product }: { product: PurchaseProduct }) {
  const t = useText(messages)
  return (
    <p className="mt-8 text-base text-muted">
      {product.insurerName && (
        <span className="block">
          {t.insurer}：{product.insurerName}
        </span>
      )}
      <span className="block">
        {t.seller}：{product.sellerName}
      </span>
    </p>
  )
}
