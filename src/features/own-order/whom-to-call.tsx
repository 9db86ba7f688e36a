import type { OwnOrder } from '../../contract/own-order.ts'
import { useText } from '../../ui/language.tsx'
import { Contacts } from '../../ui/contacts.tsx'
import { messages } from './messages.ts'

/** Seller and insurer with the numbers to call. */
export function WhomToCall({ order: { seller, insurerName, insurerHotline } }: { order: OwnOrder }) {
  const t = useText(messages)
  if (!seller.phone && !insurerHotline) return null
  return (
    <Contacts
      parties={[
        { role: t.sells, name: seller.company, phone: seller.phone, call: t.callSeller },
        { role: t.underwrites, name: insurerName, phone: insurerHotline, call: t.callInsurer },
      ]}
    />
  )
}
