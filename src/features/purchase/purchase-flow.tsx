import { lazy, Suspense, useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { problemOf, problemText } from '../../api/problem-text.ts'
import { useTrail } from '../../trail/use-trail.ts'
import type { Purchase } from '../../contract/purchases.ts'
import { isSiteReason } from '../../contract/purchase-steps.ts'
import { Button } from '../../ui/button.tsx'
import { Skeleton } from '../../ui/feedback.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { ProblemBanner } from '../../ui/problem.tsx'
import { begunHere, rememberBegun } from './begun-here.ts'
import { loadApi } from './load-later.ts'
import { messages } from './messages.ts'
import type { PurchaseFlowProps } from './purchase-flow-props.ts'
import { PurchaseForm } from './purchase-form.tsx'
import { SupportLine } from './seller-line.tsx'
import { StepHeading } from './step-heading.tsx'
import { usePurchase } from './queries.ts'

const OrderedPanel = lazy(() => import('./ordered-panel.tsx'))
const ClosedRest = lazy(() => import('./closed-rest.tsx'))
const GonePanel = lazy(() => import('./gone-panel.tsx'))
const EarlierPanel = lazy(() => import('./earlier-panel.tsx'))
const ProveScreen = lazy(() => import('./prove-screen.tsx'))

const unchanging = () => () => {}
/** False on the server and in the first view, which must equal the server's. */
const useRunning = () =>
  useSyncExternalStore(
    unchanging,
    () => true,
    () => false,
  )

/** The whole purchase flow, from product to payment. */
export function PurchaseFlow(props: PurchaseFlowProps) {
  const t = useText(messages)
  const { language, setLanguage } = useLanguage()
  const [bearer, setBearer] = useState(props.bearer)
  const purchase = usePurchase(bearer)
  const [fresh, setFresh] = useState(false)
  const [another, setAnother] = useState(false)
  const { data } = purchase
  useCountedOpening(bearer)
  const people = useRef<readonly string[]>([])
  const onPeople = useCallback((values: readonly string[]) => {
    people.current = values
  }, [])
  useTrail('purchase', data?.begun ? bearer : null, people)

  const running = useRunning()
  const earlier = running && !another ? begunHere(props.bearer) : null

  const spoken = data?.language
  useEffect(() => {
    if (spoken && !new URLSearchParams(location.search).has('lang')) setLanguage(spoken)
  }, [spoken, setLanguage])

  const { onOrdered, onClosed } = props
  const told = useRef('')
  // Opens nothing now, whatever it did before.
  const isGone = problemOf(purchase.error).code === 'not-found'
  const closed = isGone ? 'gone' : data?.closed
  useEffect(() => {
    if (closed) onClosed?.(closed)
  }, [closed, onClosed])
  useEffect(() => {
    const order = data?.order
    if (!order || closed || told.current === order.status) return
    told.current = order.status
    onOrdered?.(order)
  }, [data, closed, onOrdered])

  async function beginAs(own: string, begun: Purchase, anew = false): Promise<void> {
    purchase.set(begun, own)
    setBearer(own)
    if (own !== bearer) await props.onBearer?.(own, anew)
  }

  const loading = <Skeleton label={t.loading} rows={6} />
  if (isGone)
    return (
      props.closed?.('gone') ?? (
        <Suspense fallback={loading}>
          <GonePanel wasOpen={data !== undefined} />
        </Suspense>
      )
    )
  if (!data) {
    if (!purchase.error) return loading
    return (
      <ProblemBanner
        {...problemText(purchase.error, language)}
        action={
          <Button size="large" busy={purchase.isFetching} onClick={() => void purchase.refetch()}>
            {t.retry}
          </Button>
        }
      />
    )
  }
  if (data.order)
    return (
      <Suspense fallback={loading}>
        <OrderedPanel
          purchase={data}
          order={data.order}
          target={props.cashierTarget ?? '_self'}
          fresh={fresh}
          onHandedOver={props.onHandedOver}
          onTab={props.onTab}
          instead={props.instead}
        />
      </Suspense>
    )
  if (earlier && !data.begun)
    return (
      <Suspense fallback={loading}>
        <EarlierPanel
          link={bearer}
          own={earlier}
          onContinue={(begun) => void beginAs(earlier, begun, true)}
          onAnother={() => setAnother(true)}
        />
      </Suspense>
    )
  if (data.closed && props.closed) return props.closed(data.closed)
  if (data.closed)
    return (
      <>
        <StepHeading
          title={t[isSiteReason(data.closed) ? 'revoked' : data.closed]}
          detail={t.closedText(data.product.sellerName, data.product.productName)}
        />
        {/* A press is lost until the code of this part is loaded, so the first view is without it. */}
        {running && (
          <Suspense>
            <ClosedRest bearer={bearer} purchase={data} onAsked={purchase.set} />
          </Suspense>
        )}
        <SupportLine number={data.supportNumber} />
      </>
    )
  if (data.locked)
    return (
      <Suspense fallback={loading}>
        <ProveScreen bearer={bearer} purchase={data} locked={data.locked} onProven={purchase.set} />
      </Suspense>
    )
  return (
    <PurchaseForm
      {...props}
      bearer={bearer}
      purchase={data}
      onPeople={onPeople}
      onBegun={async (own, begun) => {
        if (own !== bearer && !props.cashierTarget) rememberBegun(bearer, own)
        await beginAs(own, begun)
      }}
      onPurchase={purchase.set}
      onGone={() => void purchase.refetch()}
      onPlaced={(placed) => {
        setFresh(placed.order?.status === 'unpaid')
        purchase.set(placed)
      }}
    />
  )
}

/** Counts a visit once per running page. Link previews do not run it. */
function useCountedOpening(bearer: string): void {
  const counted = useRef(false)
  useEffect(() => {
    if (counted.current) return
    counted.current = true
    loadApi()
      .then(({ countOpening }) => countOpening(bearer))
      .catch(() => {})
  }, [bearer])
}
