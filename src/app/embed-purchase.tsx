import { useCallback, useRef } from 'react'
import type { EmbedSession, FrameEvent } from '../contract/embed.ts'
import type { OrderStatus } from '../contract/orders.ts'
import type { PurchaseOrder } from '../contract/purchases.ts'
import { PurchaseFlow } from '../features/purchase/purchase-flow.tsx'
import { useLeaving } from './use-leaving.ts'

/** Nobody knows yet whether the platform has it. */
const OPEN: ReadonlySet<OrderStatus> = new Set(['submitting', 'uncertain', 'failed'])

/** The purchase itself, under the session's own bearer; what happens is told to the page around. */
export function EmbedPurchase({ session, send }: { session: EmbedSession; send(event: FrameEvent): void }) {
  const { bearer, reference } = session
  const leaving = useLeaving()
  const order = useRef<string | null>(null)
  const ordered = useRef(false)

  const onStep = useCallback((step: string) => send({ type: 'step', step }), [send])
  const onOrdered = useCallback(
    ({ id, status }: PurchaseOrder) => {
      order.current = id
      if (!ordered.current && !OPEN.has(status)) {
        ordered.current = true
        send({ type: 'ordered', order: id, reference })
      }
      send({ type: 'status', order: id, reference, status })
    },
    [reference, send],
  )
  return (
    <PurchaseFlow
      bearer={bearer}
      cashierTarget={leaving.target}
      onStep={onStep}
      onOrdered={onOrdered}
      onHandedOver={() => {
        leaving.left()
        if (order.current) send({ type: 'handed-over', order: order.current, reference })
      }}
    />
  )
}
