import type { OrderEvent, PurchaseEvent } from '#contract/partner-api.ts'
import type { OrderStatus } from '#contract/place-order.ts'

/** Every state that is reported, in the order of a sale. */
const STATES: [status: OrderStatus, meaning: string][] = [
  ['unpaid', 'The platform accepted the order and waits for payment.'],
  ['uncertain', 'The platform’s answer is missing. The portal keeps asking; another event follows.'],
  ['paid', 'Paid, not yet insured. Do not confirm cover to the customer.'],
  ['issued', 'Insured: the policies exist.'],
  ['surrendering', 'A surrender was requested and the platform has not confirmed it.'],
  ['surrendered', 'The platform confirmed the surrender. Cover has ended.'],
  ['refunded', 'The platform reports the money as refunded.'],
  ['failed', 'The order came to nothing: refused, closed or not paid in time.'],
]
const WITHOUT_AMOUNT = new Set<OrderStatus>(['unpaid', 'uncertain', 'failed'])

export function sampleEvent(status: OrderStatus): OrderEvent {
  const known = !WITHOUT_AMOUNT.has(status)
  const fen = known ? 26_000 : null
  return {
    type: `order.${status}`,
    timestamp: '2026-12-01T08:00:00.000Z',
    data: {
      order: '019ad8a2-5c7e-7b61-9d0e-3f5b8a1c2d4e',
      reference: 'TOUR-2026-001',
      product: '200207',
      plan: '30543',
      planFit: known ? 'fits' : null,
      planConfirmed: known ? '30543' : null,
      status,
      amount: fen,
      total: fen,
      reduction: known ? 0 : null,
      payable: fen,
      refunded: status === 'refunded' ? fen : null,
    },
  }
}

export const SAMPLE_STATES = STATES.map(([status]) => status)

export const SAMPLE_ABANDONED: PurchaseEvent = {
  type: 'purchase.abandoned',
  timestamp: '2026-12-01T08:00:00.000Z',
  data: {
    purchase: '019ad8a2-1b3c-7d05-8f21-6a7b8c9d0e1f',
    reference: 'TOUR-2026-001',
    product: '200207',
    step: 'people',
    begunAt: '2026-12-01T06:41:12.000Z',
    savedAt: '2026-12-01T06:55:40.000Z',
  },
}

const section = (event: OrderEvent | PurchaseEvent, meaning: string) =>
  `### ${event.type}\n\n${meaning}\n\n\`\`\`json\n${JSON.stringify(event, null, 2)}\n\`\`\`\n`

/** One section for each state. */
export const samplesMarkdown = () =>
  STATES.map(([status, meaning]) => section(sampleEvent(status), meaning)).join('\n')

export const abandonedMarkdown = () =>
  section(
    SAMPLE_ABANDONED,
    'A customer began a purchase on your site, did not order, and saved nothing for an hour.',
  )
