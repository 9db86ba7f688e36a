import { useCallback, useEffect, useRef } from 'react'
import type { EmbedSession, FrameEvent } from '../contract/embed.ts'
import type { OrderStatus } from '../contract/place-order.ts'
import type { ClosedReason, PurchaseOrder } from '../contract/purchases.ts'
import { PurchaseFlow } from '../features/purchase/purchase-flow.tsx'
import { Button } from '../ui/button.tsx'
import { useText } from '../ui/language.tsx'
import { PageHeader } from '../ui/layout.tsx'
import { embedMessages } from './embed-messages.ts'
import { useLeaving } from './use-leaving.ts'

/** Nobody knows yet whether the platform has it. */
const OPEN: ReadonlySet<OrderStatus> = new Set(['submitting', 'uncertain', 'failed'])

/** The purchase itself, under the session's own bearer; what happens is told to the page around. */
export function EmbedPurchase({
  session,
  send,
  onAgain,
}: {
  session: EmbedSession
  send(event: FrameEvent): void
  /** Asks the page for a fresh token. */
  onAgain(): void
}) {
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
      onHandedOver={(press) => {
        if (order.current) send({ type: 'handed-over', order: order.current, reference })
        leaving.onLeave(press)
      }}
      closed={(reason) => <Closed reason={reason} send={send} onAgain={onAgain} />}
    />
  )
}

/** The site was disabled, or the customer took longer than a session lasts. */
function Closed({
  reason,
  send,
  onAgain,
}: {
  reason: ClosedReason
  send(event: FrameEvent): void
  onAgain(): void
}) {
  const t = useText(embedMessages)
  const isOver = reason === 'expired'
  useEffect(
    () => send({ type: 'error', code: isOver ? 'session-expired' : 'partner-disabled' }),
    [send, isOver],
  )
  return (
    <PageHeader
      title={isOver ? t.over : t.unknown}
      detail={isOver ? t.overText : t.unknownText}
      actions={isOver && <Button onClick={onAgain}>{t.again}</Button>}
    />
  )
}
