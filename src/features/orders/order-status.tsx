import { ORDER_STATUS_WORDS } from '../../contract/glossary.ts'
import type { OrderStatus } from '../../contract/place-order.ts'
import { StatusDot, type Tone } from '../../ui/feedback.tsx'
import { useLanguage } from '../../ui/language.tsx'

const TONES: Record<OrderStatus, Tone> = {
  draft: 'neutral',
  submitting: 'info',
  uncertain: 'warn',
  unpaid: 'warn',
  paid: 'info',
  issued: 'good',
  surrendering: 'info',
  surrendered: 'neutral',
  refunded: 'neutral',
  failed: 'bad',
}

export function OrderStatusDot({ status }: { status: OrderStatus }) {
  return <StatusDot tone={TONES[status]}>{ORDER_STATUS_WORDS[status][useLanguage().language]}</StatusDot>
}
