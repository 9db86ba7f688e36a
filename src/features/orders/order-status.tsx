import { ORDER_STATUS_WORDS } from '../../contract/glossary.ts'
import { ORDER_STATUS_TONES } from '../../contract/order-tones.ts'
import type { OrderSummary } from '../../contract/orders.ts'
import type { OrderStatus } from '../../contract/place-order.ts'
import { StatusDot } from '../../ui/status-dot.tsx'
import { type Language, useLanguage } from '../../ui/language.tsx'
import { messages } from './messages.ts'

/** `closed`: we closed it while it was unpaid. */
export function OrderStatusDot({ status, closed = false }: { status: OrderStatus; closed?: boolean }) {
  const { language } = useLanguage()
  if (closed && status === 'unpaid')
    return <StatusDot tone="neutral">{messages[language].closedStatus}</StatusDot>
  return <StatusDot tone={ORDER_STATUS_TONES[status]}>{ORDER_STATUS_WORDS[status][language]}</StatusDot>
}

type Mix = Pick<OrderSummary, 'status' | 'policyMix' | 'closedAt'>

/** `2 张已承保 · 1 张已退保` if policies have different statuses, else null. */
export function mixWords({ policyMix }: Pick<Mix, 'policyMix'>, language: Language): string {
  const t = messages[language]
  return policyMix
    .map(({ status, count }) =>
      t.policyMix(count, status ? ORDER_STATUS_WORDS[status][language] : t.otherStatus),
    )
    .join(' · ')
}

/** The order's status in lists, with policy counts if mixed. */
export function OrderStatusCell({ status, policyMix, closedAt }: Mix) {
  const words = mixWords({ policyMix }, useLanguage().language)
  if (words === '') return <OrderStatusDot status={status} closed={closedAt !== null} />
  const all = policyMix.reduce((sum, { count }) => sum + count, 0)
  const alike = policyMix.find((one) => one.status === status)?.count ?? 0
  return (
    <span title={words}>
      <OrderStatusDot status={status} />
      <span aria-hidden="true" className="tabular ml-1.5 text-small text-muted">
        {alike}/{all}
      </span>
      <span className="sr-only"> {words}</span>
    </span>
  )
}
