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

/** Identifies the attempt when the customer calls. */
export function SupportLine({ number }: { number: string }) {
  const t = useText(messages)
  return (
    <p className="mt-6 text-base text-muted">
      {t.supportNumber} <span className="tabular whitespace-nowrap">{number}</span>
    </p>
  )
}
