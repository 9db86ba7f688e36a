import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../../api/call.ts'
import { showOrder } from '../../api/order-queries.ts'
import { problemText } from '../../api/problem-text.ts'
import { reopenOwnLink } from '../../contract/endpoints/orders.ts'
import { Button } from '../../ui/button.tsx'
import { Banner } from '../../ui/feedback.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { ProblemBanner } from '../../ui/problem.tsx'
import { messages } from './messages.ts'

/** Unlocks the customer's access after too many wrong attempts. */
export function AccessClosed({ orderId }: { orderId: string }) {
  const t = useText(messages)
  const { language } = useLanguage()
  const client = useQueryClient()
  const reopen = useMutation({
    mutationFn: () => call(reopenOwnLink, { params: { id: orderId } }),
    onSuccess: (next) => {
      return showOrder(client, next)
    },
  })
  return (
    <>
      <Banner
        tone="warn"
        title={t.accessClosed}
        action={
          <Button busy={reopen.isPending} onClick={() => reopen.mutate()}>
            {t.accessReopen}
          </Button>
        }
      >
        {t.accessClosedText}
      </Banner>
      {reopen.error && <ProblemBanner {...problemText(reopen.error, language)} />}
    </>
  )
}
