import { EvidencePage } from '../features/evidence/evidence-page.tsx'
import { useActorSentence } from '../features/orders/order-timeline.tsx'

/** How an order was sold, with the sentences of the order's own history. */
export function Component() {
  return <EvidencePage orderSentence={useActorSentence()} />
}
