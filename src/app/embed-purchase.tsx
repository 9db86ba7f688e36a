import { lazy, useCallback, useRef } from 'react'
import type { EmbedSession, FrameEvent } from '../contract/embed.ts'
import type { OrderStatus } from '../contract/place-order.ts'
import type { ClosedReason, PurchaseOrder } from '../contract/purchases.ts'
import type { Bridge } from '../embed/bridge.ts'
import { PurchaseFlow } from '../features/purchase/purchase-flow.tsx'
import { Button } from '../ui/button.tsx'
import { useText } from '../ui/language.tsx'
import { PageHeader } from '../ui/layout.tsx'
import { embedMessages } from './embed-messages.ts'
import { useLeaving } from './use-leaving.ts'

const Stuck = lazy(() => import('./embed-stuck.tsx'))

/** Nobody knows yet whether the platform has it. */
const OPEN: ReadonlySet<OrderStatus> = new Set(['submitting', 'uncertain', 'failed'])

/** The purchase itself, under the session's own bearer; what happens is told to the page around. */
export function EmbedPurchase({
  session,
  send,
  tell,
  onAgain,
}: {
  session: EmbedSession
  send(event: FrameEvent): void
  tell: Bridge['tell']
  /** Asks the page for a fresh token. */
  onAgain(): void
}) {
  const { bearer, reference } = session
  const order = useRef<string | null>(null)
  const ordered = useRef(false)
  const barred = useRef(false)

  const say = useCallback(
    (event: FrameEvent) => {
      if (!barred.current) send(event)
    },
    [send],
  )
  const leaving = useLeaving(say)
  const onStep = useCallback((step: string) => say({ type: 'step', step }), [say])
  // The page around hears why, and nothing after that.
  const onClosed = useCallback(
    (reason: ClosedReason) => {
      say({ type: 'error', code: reason === 'expired' ? 'session-expired' : reason })
      barred.current = true
    },
    [say],
  )
  const onOrdered = useCallback(
    ({ id, status }: PurchaseOrder) => {
      order.current = id
      if (!ordered.current && !OPEN.has(status)) {
        ordered.current = true
        say({ type: 'ordered', order: id, reference })
      }
      say({ type: 'status', order: id, reference, status })
    },
    [reference, say],
  )
  return (
    <PurchaseFlow
      bearer={bearer}
      cashierTarget={leaving.target}
      onStep={onStep}
      onOrdered={onOrdered}
      onClosed={onClosed}
      onHandedOver={(press) => {
        const { current } = order
        if (current)
          leaving.onLeave(press, (goOn) => tell({ type: 'handed-over', order: current, reference }, goOn))
      }}
      instead={leaving.stuck ? (placed) => <Stuck order={placed} /> : undefined}
      onTab={leaving.onTab}
      closed={(reason) => <Closed reason={reason} onAgain={onAgain} />}
    />
  )
}

/** The site may not sell here any more, or the customer took longer than a session lasts. */
function Closed({ reason, onAgain }: { reason: ClosedReason; onAgain(): void }) {
  const t = useText(embedMessages)
  if (reason === 'expired')
    return (
      <PageHeader title={t.over} detail={t.overText} actions={<Button onClick={onAgain}>{t.again}</Button>} />
    )
  const title =
    reason === 'partner-disabled' ? t.unknown : reason === 'product-not-allowed' ? t.notSold : t.notHere
  return <PageHeader title={title} detail={t.barredText} />
}
