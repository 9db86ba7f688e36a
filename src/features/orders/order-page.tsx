import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type ComponentType, useEffect, useRef, useState } from 'react'
import { useLocation, useParams } from 'react-router'
import { call } from '../../api/call.ts'
import { orderQuery, showOrder } from '../../api/order-queries.ts'
import { problemOf, problemText } from '../../api/problem-text.ts'
import { useSession } from '../../api/use-session.ts'
import * as paths from '../../contract/paths.ts'
import { refreshOrder } from '../../contract/endpoints/orders.ts'
import { ACTION_WHY_WORDS } from '../../contract/action-words.ts'
import { ORDER_STATUS_WORDS } from '../../contract/glossary.ts'
import { whyNot } from '../../contract/order-actions.ts'
import type { Order } from '../../contract/orders.ts'
import type { OrderStatus } from '../../contract/place-order.ts'
import { atLeast } from '../../contract/session.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import { announce } from '../../ui/announcer.tsx'
import { Button } from '../../ui/button.tsx'
import { ButtonLink } from '../../ui/button-link.tsx'
import { DataText } from '../../ui/data-text.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Banner, Skeleton } from '../../ui/feedback.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { useListLeft } from '../../ui/list-address.ts'
import { PageHeader, Section } from '../../ui/layout.tsx'
import { ProblemBanner } from '../../ui/problem.tsx'
import { RefreshIcon } from '../../ui/staff-icons.tsx'
import { AccessClosed } from './access-closed.tsx'
import { CreditPayment } from './credit-payment.tsx'
import { messages } from './messages.ts'
import { OpenChange } from './open-change.tsx'
import { OrderActions } from './order-actions.tsx'
import { PlanBanners, StateBanner } from './order-banners.tsx'
import { OrderChanges } from './order-changes.tsx'
import { HolderRow, OrderDetails } from './order-details.tsx'
import { OrderFacts } from './order-facts.tsx'
import { mixWords, OrderStatusDot } from './order-status.tsx'
import { OrderTimeline } from './order-timeline.tsx'
import { orderNumber, orderTitle } from './order-title.ts'
import { PeopleSection } from './people-section.tsx'
import { Uninsured } from './uninsured.tsx'

/** Refetch interval without live events. */
const LOOK_AGAIN_MS = 15_000
/** Pages that lead to an order. */
const LISTS = [paths.orders, paths.policies, paths.invoices, paths.desk] as const
const MOVING: ReadonlySet<OrderStatus> = new Set([
  'submitting',
  'uncertain',
  'unpaid',
  'paid',
  'surrendering',
  'surrendered',
])

type Chosen = { order: Order; chosen: ReadonlySet<string>; open: boolean; onClose(): void }

/** Parts of the page that other features provide. */
type Parts = {
  OrderAttention: ComponentType<{ order: Order; mayResolve: boolean }>
  OrderInvoices: ComponentType<{ order: Order }>
  SurrenderDialog: ComponentType<Chosen>
  WithdrawDialog: ComponentType<{ orderId: string; open: boolean; onClose(): void }>
  ZipDialog: ComponentType<{ policies: Order['policies']; open: boolean; onClose(): void }>
}

export function OrderPage(parts: Parts) {
  const t = useText(messages)
  const { language } = useLanguage()
  const { id = '' } = useParams()
  const order = useQuery({
    ...orderQuery(id),
    refetchInterval: ({ state }) => (state.data && MOVING.has(state.data.status) ? LOOK_AGAIN_MS : false),
  })
  if (order.isPending) return <Skeleton label={t.loading} rows={8} />
  if (order.data) return <OrderView order={order.data} {...parts} />
  if (problemOf(order.error).code === 'not-found')
    return <EmptyState action={<ButtonLink to={paths.orders}>{t.back}</ButtonLink>}>{t.notFound}</EmptyState>
  return (
    <ProblemBanner
      {...problemText(order.error, language)}
      action={<Button onClick={() => void order.refetch()}>{t.retry}</Button>}
    />
  )
}

function OrderView({
  order,
  OrderAttention,
  OrderInvoices,
  SurrenderDialog,
  WithdrawDialog,
  ZipDialog,
}: Parts & { order: Order }) {
  const t = useText(messages)
  const { language } = useLanguage()
  const client = useQueryClient()
  const refresh = useMutation({
    mutationFn: () => call(refreshOrder, { params: { id: order.id } }),
    onSuccess: async (next) => {
      await showOrder(client, next)
      announce(t.refreshed(ORDER_STATUS_WORDS[next.status][language]))
    },
  })
  const role = useSession()?.user.role ?? 'clerk'
  const manager = atLeast(role, 'manager')
  const { list, ...left } = useListLeft(LISTS)
  const [asked, setAsked] = useState<'surrender' | 'zip' | 'withdraw' | null>(null)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  useAnnouncedStatus(order)
  useReturned(() => refresh.mutate())
  const ask = (what: typeof asked, codes: ReadonlySet<string> = new Set()) => {
    setChosen(codes)
    setAsked(what)
  }
  const close = () => setAsked(null)
  const surrenderWhy = whyNot(order, 'surrender')
  const title = orderTitle(order, language)
  const insurer = order.platform?.insurerName
  return (
    <>
      <PageHeader
        title={title}
        documentTitle={`${title} ${orderNumber(order)}`}
        back={{
          ...left,
          label: {
            [paths.orders]: t.title,
            [paths.policies]: t.policies,
            [paths.invoices]: t.invoice,
            [paths.desk]: t.desk,
          }[list],
        }}
        beside={
          <>
            <OrderStatusDot status={order.status} closed={order.closedAt !== null} />
            {order.policyMix.length > 0 && <span className="text-muted">{mixWords(order, language)}</span>}
          </>
        }
        detail={
          <>
            <DataText>{order.platform?.productName ?? order.productName}</DataText>
            {order.planName && (
              <>
                {t.comma}
                <DataText>{order.planName}</DataText>
              </>
            )}
            {insurer && (
              <>
                {' · '}
                <DataText>{insurer}</DataText>
                {t.underwrites}
              </>
            )}
          </>
        }
        actions={<OrderActions order={order} onAsk={ask} />}
      />
      <OrderFacts
        order={order}
        refresh={
          whyNot(order, 'refresh') === null && (
            <Button
              look="quiet"
              title={t.refresh}
              aria-label={t.refresh}
              className="-my-1 size-6 px-0!"
              busy={refresh.isPending}
              onClick={() => refresh.mutate()}
            >
              {!refresh.isPending && <RefreshIcon />}
            </Button>
          )
        }
      />
      <div data-result="" tabIndex={-1} className="mb-4 flex flex-col gap-3 rounded empty:hidden">
        {refresh.error && <ProblemBanner {...problemText(refresh.error, language)} />}
        {order.unreadable && (
          <Banner tone="bad" title={t.unreadable}>
            {t.unreadableText}
          </Banner>
        )}
        {order.accessClosed && <AccessClosed orderId={order.id} />}
        <OrderAttention order={order} mayResolve={manager} />
        <OpenChange order={order} />
        {!order.erasedAt && <StateBanner order={order} />}
        <PlanBanners order={order} />
        <Uninsured order={order} />
        <OrderChanges order={order} />
      </div>
      <div className="grid gap-x-8 lg:grid-cols-[minmax(0,1fr)_232px] row:gap-x-10 row:grid-cols-[minmax(0,1fr)_280px]">
        <div className="min-w-0">
          {order.payType === 'credit' && <CreditPayment order={order} />}
          <PeopleSection
            order={order}
            actions={(codes, forget) => (
              <>
                {codes.size > 0 && (
                  <ActionButton
                    why={surrenderWhy && ACTION_WHY_WORDS[surrenderWhy][language]}
                    onClick={() => ask('surrender', codes)}
                  >
                    {t.surrender}
                  </ActionButton>
                )}
                {codes.size > 0 && (
                  <Button
                    onClick={() => {
                      ask('zip', codes)
                      forget()
                    }}
                  >
                    {t.downloadAll}
                  </Button>
                )}
              </>
            )}
          />
          {!order.erasedAt && <HolderRow order={order} />}
          <OrderInvoices order={order} />
          <OrderDetails order={order} calls={atLeast(role, 'admin')} />
        </div>
        <Section title={t.timeline} plain>
          <OrderTimeline entries={order.timeline} />
        </Section>
      </div>
      <SurrenderDialog order={order} chosen={chosen} open={asked === 'surrender'} onClose={close} />
      <WithdrawDialog orderId={order.id} open={asked === 'withdraw'} onClose={close} />
      <ZipDialog
        policies={order.policies.filter(({ policyCode }) => chosen.size === 0 || chosen.has(policyCode))}
        open={asked === 'zip'}
        onClose={close}
      />
    </>
  )
}

/** Announces a new status to screen readers. */
function useAnnouncedStatus({ status }: Order): void {
  const t = useText(messages)
  const { language } = useLanguage()
  const before = useRef(status)
  useEffect(() => {
    if (before.current === status) return
    before.current = status
    announce(t.statusNow(ORDER_STATUS_WORDS[status][language]))
  }, [status, language, t])
}

/** Asks the platform once when staff come back from the cashier. */
function useReturned(ask: () => void): void {
  const { state } = useLocation()
  const asked = useRef(false)
  const returned = typeof state === 'object' && state !== null && 'returned' in state
  useEffect(() => {
    if (!returned || asked.current) return
    asked.current = true
    ask()
  })
}
