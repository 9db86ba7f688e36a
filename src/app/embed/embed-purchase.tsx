import { lazy, useCallback, useRef, useState } from 'react'
import type { FrameEvent } from '../../contract/embed.ts'
import type { OrderStatus } from '../../contract/place-order.ts'
import type { PurchaseOrder } from '../../contract/purchases.ts'
import type { Bridge } from '../../embed/bridge.ts'
import { PurchaseFlow } from '../../features/purchase/purchase-flow.tsx'
import type { Ended } from '../../features/purchase/purchase-flow-props.ts'
import { Button } from '../../ui/button.tsx'
import { Banner } from '../../ui/feedback.tsx'
import { useText } from '../../ui/language.tsx'
import { PageHeader } from '../../ui/layout.tsx'
import { type Begun, forgetOrder, keepOrder } from './embed-kept.ts'
import { embedMessages } from './embed-messages.ts'
import { useLeaving } from '../use-leaving.ts'

const Stuck = lazy(() => import('./embed-stuck.tsx'))

/** It is unknown whether the platform has the order. */
const OPEN: ReadonlySet<OrderStatus> = new Set(['submitting', 'uncertain', 'failed'])
const WAITING: ReadonlySet<OrderStatus> = new Set(['submitting', 'uncertain', 'unpaid'])

/** The purchase with the session's bearer. Reports its events to the host page. */
export function EmbedPurchase({
  partner,
  session,
  send,
  tell,
  onAgain,
  onAnother,
}: {
  /** The site's ID. */
  partner: string
  session: Begun
  send(event: FrameEvent): void
  tell: Bridge['tell']
  /** Requests a fresh token from the host page. */
  onAgain(): void
  /** Leaves the unpaid order and begins another purchase. */
  onAnother(): void
}) {
  const { bearer, reference } = session
  const t = useText(embedMessages)
  const own = useRef(bearer)
  const order = useRef<string | null>(null)
  const [waits, setWaits] = useState(false)
  const ordered = useRef(false)
  const known = useRef(session.kept ?? false)

  const barred = useRef(false)

  const say = useCallback(
    (event: FrameEvent) => {
      if (!barred.current) send(event)
    },
    [send],
  )
  const leaving = useLeaving(say)
  const onStep = useCallback((step: string) => say({ type: 'step', step }), [say])
  // The host page gets the reason and no later events.
  const onClosed = useCallback(
    (reason: Ended) => {
      say({ type: 'error', code: reason === 'expired' || reason === 'gone' ? 'session-expired' : reason })
      barred.current = true
      setWaits(false)
    },
    [say],
  )
  const onOrdered = useCallback(
    ({ id, status }: PurchaseOrder) => {
      order.current = id
      // Keep it so that Back restores it until it is paid.
      if (WAITING.has(status)) keepOrder(partner, session, own.current)
      else forgetOrder(partner)
      setWaits(status === 'unpaid')
      if (!ordered.current && !OPEN.has(status)) {
        ordered.current = true
        // An order placed before the reload has already been reported.
        if (!known.current) say({ type: 'ordered', order: id, reference })
      }
      known.current = false
      say({ type: 'status', order: id, reference, status })
    },
    [partner, session, reference, say],
  )
  const again = () => {
    forgetOrder(partner)
    onAgain()
  }
  return (
    <>
      {session.kept && waits && (
        <div className="mb-7">
          <Banner tone="info" title={t.already}>
            {t.alreadyText}
          </Banner>
        </div>
      )}
      <PurchaseFlow
        bearer={bearer}
        cashierTarget={leaving.target}
        onBearer={(begun) => {
          own.current = begun
        }}
        onStep={onStep}
        onOrdered={onOrdered}
        onClosed={onClosed}
        onHandedOver={(press) => {
          const { current } = order
          if (!current) return
          leaving.onLeave(press, (goOn) =>
            barred.current ? goOn() : tell({ type: 'handed-over', order: current, reference }, goOn),
          )
        }}
        instead={leaving.stuck ? (placed) => <Stuck order={placed} /> : undefined}
        onTab={leaving.onTab}
        closed={(reason) => <Closed reason={reason} onAgain={again} />}
      />
      {session.kept && waits && (
        <div className="mt-6">
          <Button
            size="large"
            look="quiet"
            className="w-full"
            onClick={() => {
              forgetOrder(partner)
              onAnother()
            }}
          >
            {t.another}
          </Button>
        </div>
      )}
    </>
  )
}

/** The site may no longer sell here, or the session has expired. */
function Closed({ reason, onAgain }: { reason: Ended; onAgain(): void }) {
  const t = useText(embedMessages)
  if (reason === 'expired' || reason === 'gone')
    return (
      <div role="status">
        <PageHeader
          title={reason === 'gone' ? t.gone : t.over}
          detail={reason === 'gone' ? t.goneText : t.overText}
          actions={
            <Button size="large" onClick={onAgain}>
              {t.again}
            </Button>
          }
        />
      </div>
    )
  const title =
    reason === 'partner-disabled' ? t.unknown : reason === 'product-not-allowed' ? t.notSold : t.notHere
  return <PageHeader title={title} detail={t.barredText} />
}
