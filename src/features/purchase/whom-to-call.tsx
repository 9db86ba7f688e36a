import type { PurchaseProduct } from '../../contract/purchases.ts'
import { Contacts } from '../../ui/contacts.tsx'
import { useText } from '../../ui/language.tsx'
import { messages } from './messages.ts'

/** Insurer and seller with the numbers to call, where a purchase cannot go on by itself. */
export function WhomToCall({ product }: { product: PurchaseProduct }) {
  const t = useText(messages)
  const { sellerName, sellerPhone, insurerName, insurerHotline } = product
  return (
    <Contacts
      parties={[
        { role: t.seller, name: sellerName, phone: sellerPhone, call: t.callSeller },
        { role: t.insurer, name: insurerName, phone: insurerHotline, call: t.callInsurer },
      ]}
    />
  )
}
