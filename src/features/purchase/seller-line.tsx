import type { PurchaseProduct } from '../../contract/purchases.ts'
import { useText } from '../../ui/language.tsx'
import { PartiesLine } from '../../ui/parties-line.tsx'
import { messages } from './messages.ts'

/** Full names of insurer and seller, on every screen. */
export function SellerLine({ product }: { product: PurchaseProduct }) {
  const t = useText(messages)
  return (
    <PartiesLine
      parties={[
        [t.insurer, product.insurerName],
        [t.seller, product.sellerName],
      ]}
    />
  )
}
