import { useText } from '../../ui/language.tsx'
import type { Evidence } from '../../contract/evidence.ts'
import { evidenceMessages } from './messages.ts'

/** Names the sale that a page of its evidence is about. */
export function SoldOrder({ order }: { order: Evidence['order'] }) {
  const t = useText(evidenceMessages)
  return (
    <p className="mb-4">
      {t.aboutOrder(order.productName, order.outSerialNo)}
      {order.chosenPlan && (
        <>
          <br />
          {t.chosenPlan(order.chosenPlan)}
        </>
      )}
    </p>
  )
}
