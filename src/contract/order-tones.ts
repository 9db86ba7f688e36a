import type { OrderStatus } from './place-order.ts'

/** How the dot of a status looks. */
export const ORDER_STATUS_TONES = {
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
} as const satisfies Record<OrderStatus, 'good' | 'warn' | 'bad' | 'info' | 'neutral'>
