import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useParams } from 'react-router'
import { problemOf } from '../../api/problem-text.ts'
import { request } from '../../api/request.ts'
import { type OrderStatus, ReturnStatus } from '../../contract/orders.ts'
import { Amount } from '../../ui/amount.tsx'
import { Button, ButtonAnchor } from '../../ui/button.tsx'
import { useText } from '../../ui/language.tsx'
import { DescriptionList, PageHeader } from '../../ui/layout.tsx'
import { messages } from './messages.ts'

/** Somebody who just paid is told to wait before the word unpaid is used. */
const GRACE_MS = 12_000
const FIRST_MS = 2_000
const LONGEST_MS = 15_000
const WAITING: ReadonlySet<OrderStatus> = new Set(['submitting', 'uncertain', 'unpaid', 'paid'])

/** Where the cashier sends people back to. The address proves nothing: only what the platform confirms is said. */
export function Component() {
  const t = useText(messages)
  const { token = '' } = useParams()
  const [early, setEarly] = useState(true)
  const order = useQuery({
    queryKey: ['return', token],
    queryFn: () =>
      request(ReturnStatus, `/api/return/${encodeURIComponent(token)}/refresh`, { method: 'POST', body: {} }),
    retry: (_count, error) => problemOf(error).code !== 'not-found',
    refetchInterval: ({ state }) =>
      !state.data || WAITING.has(state.data.status)
        ? Math.min(LONGEST_MS, FIRST_MS * 1.4 ** Math.max(0, state.dataUpdateCount - 1))
        : false,
    refetchOnWindowFocus: 'always',
    gcTime: 0,
  })

  useEffect(() => {
    const timer = setTimeout(() => setEarly(false), GRACE_MS)
    return () => clearTimeout(timer)
  }, [])

  const { refetch } = order
  useEffect(() => {
    // A page from the back-forward cache shows what was true when it was left.
    const shown = (event: PageTransitionEvent) => void (event.persisted && refetch())
    addEventListener('pageshow', shown)
    return () => removeEventListener('pageshow', shown)
  }, [refetch])

  if (order.error && problemOf(order.error).code === 'not-found')
    return <PageHeader title={t.unknown} detail={t.unknownText} />
  const data = order.data
  const view = viewOf(data?.status, early)
  const texts = {
    confirming: [t.confirming, t.confirmingText],
    unpaid: [t.unpaid, t.unpaidText],
    paid: [t.paid, t.paidText],
    issued: [t.issued, t.issuedText(data?.policyCount ?? 0)],
    failed: [t.failed, t.failedText],
    ended: [t.ended, t.endedText],
  } as const
  const [title, text] = texts[view]
  return (
    <>
      <div role="status" aria-live="polite">
        <p aria-hidden="true" className="mb-4 h-1 overflow-hidden rounded bg-line">
          <span className={`block h-full ${BARS[view]}`} />
        </p>
        <PageHeader title={title} detail={text} />
      </div>
      {data && (
        <DescriptionList
          items={[
            [t.product, data.productName],
            [t.period, data.startDate && `${data.startDate} – ${data.endDate}`],
            data.amount !== null && [t.amount, <Amount fen={data.amount} />],
          ]}
        />
      )}
      <div className="mt-8 flex flex-col gap-3">
        {view === 'unpaid' && data?.cashierUrl && (
          <ButtonAnchor href={data.cashierUrl} look="primary" size="large">
            {t.toCashier}
          </ButtonAnchor>
        )}
        {(view === 'unpaid' || view === 'paid') && (
          <Button size="large" busy={order.isFetching} onClick={() => void order.refetch()}>
            {t.check}
          </Button>
        )}
        {order.isError && <p className="text-base text-warn">{t.offline}</p>}
      </div>
    </>
  )
}

type View = 'confirming' | 'unpaid' | 'paid' | 'issued' | 'failed' | 'ended'

const BARS: Record<View, string> = {
  confirming: 'w-1/3 bg-accent',
  unpaid: 'w-1/3 bg-warn',
  paid: 'w-2/3 bg-accent',
  issued: 'w-full bg-good',
  failed: 'w-full bg-bad',
  ended: 'w-full bg-line-strong',
}

function viewOf(status: OrderStatus | undefined, early: boolean): View {
  switch (status) {
    case 'unpaid':
      return early ? 'confirming' : 'unpaid'
    case 'paid':
    case 'issued':
    case 'failed':
      return status
    case 'surrendering':
    case 'surrendered':
    case 'refunded':
      return 'ended'
    default:
      return 'confirming'
  }
}
