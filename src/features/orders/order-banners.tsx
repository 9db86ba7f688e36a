import * as paths from '../../contract/paths.ts'
import { whyNot } from '../../contract/order-actions.ts'
import type { Order } from '../../contract/orders.ts'
import { planWarning, planWords } from '../../lib/plan-words.ts'
import { shanghaiTime } from '../../lib/time.ts'
import { yuan } from '../../lib/yuan.ts'
import { ButtonLink } from '../../ui/button-link.tsx'
import { Banner } from '../../ui/feedback.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { messages } from './messages.ts'

/** Banners that explain the order's state and the next step. */
export function StateBanner({ order }: { order: Order }) {
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
      if (order.closedAt)
        return (
          <Banner tone="neutral" title={t.closedTitle}>
            {t.closedText(shanghaiTime(order.closedAt))}
          </Banner>
        )
      if (whyNot(order, 'pay') === 'payer-unnamed') return <Banner tone="info" title={t.payerFirst} />
      return order.cashierUrl ? null : <Banner tone="warn" title={t.cashierMissing} />
    default:
      return null
  }
}

export function PlanBanners({ order }: { order: Order }) {
  const { language } = useLanguage()
  const words = planWords(language)
  const warning = planWarning(order, order.planExpected, language)
  return (
    <>
      {order.cashierUrl && order.planName && (order.total === null || order.planFit !== 'fits') && (
        <Banner tone="info" title={words.choose(order.planName)} />
      )}
      {/* The attention banner already says it. */}
      {warning && !order.attention.includes('amount-differs') && (
        <Banner tone="warn" title={words.differs}>
          {warning}
        </Banner>
      )}
    </>
  )
}
