import { useMutation, useQueryClient } from '@tanstack/react-query'
import { problemText } from '../../api/problem-text.ts'
import { request } from '../../api/request.ts'
import { type AttentionReason, Order } from '../../contract/orders.ts'
import { shanghaiTime } from '../../lib/time.ts'
import { Button } from '../../ui/button.tsx'
import { Banner } from '../../ui/feedback.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { ProblemBanner } from '../../ui/problem.tsx'
import { actionMessages } from './action-messages.ts'

const WORDS = {
  uncertain: 'attentionUncertain',
  'no-policy': 'attentionNoPolicy',
  'label-unknown': 'attentionLabelUnknown',
  'amount-differs': 'attentionAmountDiffers',
  'payment-refused': 'attentionPaymentRefused',
  'surrender-not-done': 'attentionSurrenderNotDone',
  'invoice-not-done': 'attentionInvoiceNotDone',
  difference: 'attentionDifference',
} as const

/** Why an order needs attention, as a sentence. */
export function useAttentionWords(): (reason: AttentionReason) => string {
  const t = useText(actionMessages)
  return (reason) => t[WORDS[reason]]
}

/** What somebody has to look at, and the button that says that somebody did. */
export function OrderAttention({ order, mayResolve }: { order: Order; mayResolve: boolean }) {
  const t = useText(actionMessages)
  const words = useAttentionWords()
  const { language } = useLanguage()
  const client = useQueryClient()
  const resolve = useMutation({
    mutationFn: (reason: AttentionReason) =>
      request(Order, `/api/orders/${order.id}/attention`, { method: 'POST', body: { reason } }),
    onSuccess: (next) => client.setQueryData(['orders', 'one', order.id], next),
  })
  return (
    <>
      {resolve.error && <ProblemBanner {...problemText(resolve.error, language)} />}
      {order.attentions.map(({ reason, detail, raisedAt }) => (
        <Banner
          key={reason}
          tone="warn"
          title={words(reason)}
          action={
            mayResolve && (
              <Button
                busy={resolve.isPending && resolve.variables === reason}
                onClick={() => resolve.mutate(reason)}
              >
                {t.resolve}
              </Button>
            )
          }
        >
          {[detail, t.attentionSince(shanghaiTime(raisedAt))].filter(Boolean).join(' · ')}
        </Banner>
      ))}
    </>
  )
}
