import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { ComponentType } from 'react'
import { useParams } from 'react-router'
import { call } from '../../api/call.ts'
import { orderQuery } from '../../api/order-queries.ts'
import { showOrder } from '../../api/order-queries.ts'
import { problemOf, problemText } from '../../api/problem-text.ts'
import { useSession } from '../../api/use-session.ts'
import { refreshOrder } from '../../contract/endpoints/orders.ts'
import { CHANNEL_WORDS } from '../../contract/glossary.ts'
import { whyNot } from '../../contract/order-actions.ts'
import type { Order } from '../../contract/orders.ts'
import * as paths from '../../contract/paths.ts'
import { platformWord } from '../../contract/platform-words.ts'
import type { OrderStatus } from '../../contract/place-order.ts'
import { atLeast } from '../../contract/session.ts'
import { shanghaiTime } from '../../lib/time.ts'
import { planWords, planWarning } from '../../lib/plan-words.ts'
import { yuan } from '../../lib/yuan.ts'
import { Amount } from '../../ui/amount.tsx'
import { Button, ButtonAnchor, ButtonLink } from '../../ui/button.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { CopyText } from '../../ui/copy-text.tsx'
import { Banner, EmptyState, Skeleton } from '../../ui/feedback.tsx'
import { RefreshIcon } from '../../ui/staff-icons.tsx'
import { InsurerLogo } from '../../ui/insurer-logo.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { useListLeft } from '../../ui/list-address.ts'
import { DescriptionList, PageHeader, Section } from '../../ui/layout.tsx'
import { ProblemBanner } from '../../ui/problem.tsx'
import { AccessClosed } from './access-closed.tsx'
import { CreditPayment } from './credit-payment.tsx'
import { messages } from './messages.ts'
import { OrderCalls } from './order-calls.tsx'
import { OrderChanges } from './order-changes.tsx'
import { Payable } from './payable.tsx'
import { PeopleSection } from './people-section.tsx'
import { mixWords, OrderStatusDot } from './order-status.tsx'
import { OwnLinkButton } from './own-link.tsx'
import { OrderTimeline } from './order-timeline.tsx'
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

/** What other nouns show of an order. */
type Parts = {
  OrderAttention: ComponentType<{ order: Order; mayResolve: boolean }>
  OrderPolicies: ComponentType<{ order: Order }>
  OrderInvoices: ComponentType<{ order: Order }>
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

function OrderView({ order, OrderAttention, OrderPolicies, OrderInvoices }: Parts & { order: Order }) {
  const t = useText(messages)
  const { language } = useLanguage()
  const client = useQueryClient()
  const refresh = useMutation({
    mutationFn: () => call(refreshOrder, { params: { id: order.id } }),
    onSuccess: (next) => void showOrder(client, next),
  })
  const role = useSession()?.user.role ?? 'clerk'
  const manager = atLeast(role, 'manager')
  const { platform, cashierUrl } = order
  const { list, ...left } = useListLeft(LISTS)
  return (
    <>
      <PageHeader
        title={order.productName}
        back={{
          ...left,
          label: {
            [paths.orders]: t.title,
            [paths.policies]: t.policies,
            [paths.invoices]: t.invoice,
            [paths.desk]: t.desk,
          }[list],
        }}
        detail={
          <span className="flex flex-wrap items-center gap-x-5 gap-y-1 text-ink">
            <OrderStatusDot status={order.status} />
            {order.policyMix.length > 0 && <span>{mixWords(order, language)}</span>}
            <strong className="text-large">
              <Payable of={order} />
            </strong>
            <span className="text-small text-muted">
              {order.answeredAt ? t.answered(shanghaiTime(order.answeredAt)) : t.notAnswered}
            </span>
          </span>
        }
        actions={
          <>
            {cashierUrl && (
              <>
                <CopyButton
                  text={cashierUrl}
                  label={order.payType === 'credit' ? t.copyConfirm : t.copyLink}
                  copied={t.copied}
                />
                <ButtonAnchor href={cashierUrl} {...(order.payType === 'cash' && { look: 'primary' })}>
                  {order.payType === 'credit' ? t.toConfirm : t.toCashier}
                </ButtonAnchor>
              </>
            )}
            {manager && order.channel !== 'staff' && (
              <ButtonLink to={paths.to(paths.evidence, { id: order.id })}>{t.evidence}</ButtonLink>
            )}
            {whyNot(order, 'send') === null && <OwnLinkButton orderId={order.id} />}
            {whyNot(order, 'refresh') === null && (
              <Button onClick={() => refresh.mutate()} busy={refresh.isPending}>
                <RefreshIcon />
                {t.refresh}
              </Button>
            )}
          </>
        }
      />
      <div className="mb-4 flex flex-col gap-3">
        {refresh.error && <ProblemBanner {...problemText(refresh.error, language)} />}
        {order.unreadable && (
          <Banner tone="bad" title={t.unreadable}>
            {t.unreadableText}
          </Banner>
        )}
        {order.accessClosed && <AccessClosed orderId={order.id} />}
        <OrderAttention order={order} mayResolve={manager} />
        <StateBanner order={order} />
        {cashierUrl && order.planName && (order.total === null || order.planFit !== 'fits') && (
          <Banner tone="info" title={planWords(language).choose(order.planName)} />
        )}
        <PlanWarning order={order} />
        <Uninsured order={order} />
        <OrderChanges order={order} />
      </div>
      <div className="grid gap-x-10 lg:grid-cols-[minmax(0,1fr)_300px]">
        <div className="min-w-0">
          {order.payType === 'credit' && <CreditPayment order={order} />}
          <OrderPolicies order={order} />
          <OrderInvoices order={order} />
          <PeopleSection order={order} />
          <Section title={t.overview}>
            <DescriptionList
              wide
              items={[
                [t.platformStatus, order.platformStatus && platformWord(order.platformStatus, language)],
                [planWords(language).chosen, order.planName && planWords(language).decides(order.planName)],
                [
                  t.period,
                  order.startDate ? `${order.startDate} – ${order.endDate}` : platform?.safeguardPeriod,
                ],
                [
                  t.insurer,
                  platform?.insurerName && (
                    <span className="flex items-center gap-2">
                      <InsurerLogo path={order.insurerLogo} />
                      {platform.insurerName}
                    </span>
                  ),
                ],
                [t.benefit, platform?.benefitType && platformWord(platform.benefitType, language)],
                [t.totalQty, platform?.totalQty],
                platform?.isGroup === true && [t.group, t.yes],
                Boolean(order.reduction) && [t.totalAmount, <Amount fen={order.total} />],
                Boolean(order.reduction) && [t.reduction, <Amount fen={order.reduction} />],
                Boolean(order.reduction) && [t.amount, <Amount fen={order.payable} />],
                order.surrenderedPremium !== null && [
                  t.ofSurrendered,
                  <>
                    <Amount fen={order.surrenderedPremium} />{' '}
                    <span className="text-muted">{t.refundDecides}</span>
                  </>,
                ],
                [t.payType, order.payType === 'credit' ? t.credit : t.cash],
                [
                  t.orderCode,
                  order.orderCode && <CopyText text={order.orderCode} label={t.copy} copied={t.copied} />,
                ],
                [
                  t.tempOrderCode,
                  order.tempOrderCode && (
                    <CopyText text={order.tempOrderCode} label={t.copy} copied={t.copied} />
                  ),
                ],
                [t.outSerialNo, <CopyText text={order.outSerialNo} label={t.copy} copied={t.copied} />],
                [t.member, order.memberId],
                [t.partner, order.partner?.name],
                [t.reference, order.reference],
                [t.by, order.createdBy],
                [t.channel, CHANNEL_WORDS[order.channel][language]],
                order.consents.length > 0 && [t.consents, <Consents order={order} />],
                [t.created, <span className="tabular">{shanghaiTime(order.createdAt)}</span>],
                [t.createTime, platform?.createTime],
              ]}
            />
          </Section>
          {atLeast(role, 'admin') && <OrderCalls orderId={order.id} />}
        </div>
        <Section title={t.timeline}>
          <OrderTimeline entries={order.timeline} />
        </Section>
      </div>
    </>
  )
}

/** The customer's consents. The time is on the order's timeline entry. */
function Consents({ order }: { order: Order }) {
  const t = useText(messages)
  const words: Record<string, string> = {
    truth: t.truth,
    privacy: t.privacy,
    guardian: t.guardian,
    mail: t.mailConsent,
  }
  return order.consents.map(({ id, title, version }) => (
    <span key={id} className="block">
      {title === null ? words[id] : `${title} ${version ?? ''}`}
    </span>
  ))
}

function StateBanner({ order }: { order: Order }) {
  const t = useText(messages)
  const premium = order.surrenderedPremium !== null && t.surrenderedPremium(yuan(order.surrenderedPremium))
  const again = (
    <ButtonLink to={order.draftId ? paths.to(paths.sale, { draftId: order.draftId }) : paths.sales}>
      {order.draftId ? t.correct : t.sell}
    </ButtonLink>
  )
  switch (order.status) {
    case 'submitting':
      return (
        <Banner tone="info" title={t.submittingTitle}>
          {t.submittingText}
        </Banner>
      )
    case 'uncertain':
      return (
        <Banner tone="warn" title={t.uncertainTitle}>
          {t.uncertainText}
        </Banner>
      )
    case 'failed':
      return (
        <Banner tone="neutral" title={t.failedTitle} action={again}>
          {order.tempOrderCode === null ? t.failedText : t.failedLaterText}
        </Banner>
      )
    case 'surrendering':
      return (
        <Banner tone="info" title={t.surrenderingTitle}>
          {order.surrender?.policyCodes && order.surrender.policyCodes.length < order.policies.length
            ? t.surrenderingSome(order.surrender.policyCodes.length, order.policies.length)
            : t.surrenderingText}{' '}
          {premium}
        </Banner>
      )
    case 'surrendered':
      return (
        <Banner tone="info" title={t.refundTitle}>
          {order.payType === 'credit' ? t.refundCredit : t.refundText} {premium}
        </Banner>
      )
    case 'unpaid':
      return order.cashierUrl ? null : <Banner tone="warn" title={t.cashierMissing} />
    default:
      return null
  }
}

function PlanWarning({ order }: { order: Order }) {
  const { language } = useLanguage()
  // The attention banner already says it.
  if (order.attention.includes('amount-differs')) return null
  const warning = planWarning(order, order.planExpected, language)
  return (
    warning && (
      <Banner tone="warn" title={planWords(language).differs}>
        {warning}
      </Banner>
    )
  )
}
