import { useMutation } from '@tanstack/react-query'
import { problemText } from '../../api/problem-text.ts'
import type { Purchase } from '../../contract/purchases.ts'
import { Button } from '../../ui/button.tsx'
import { Banner } from '../../ui/feedback.tsx'
import { useLanguage } from '../../ui/language.tsx'
import { ProblemBanner } from '../../ui/problem.tsx'
import { askForLink } from './api.ts'
import { useLaterText } from './later-messages.ts'

/** Asks the seller for a link that is over. The page then waits, and opens when the link does. */
export function AskForLink({
  bearer,
  purchase,
  onAsked,
}: {
  bearer: string
  purchase: Purchase
  onAsked(asked: Purchase): void
}) {
  const t = useLaterText()
  const { language } = useLanguage()
  const ask = useMutation({ mutationFn: () => askForLink(bearer), onSuccess: onAsked })
  if (purchase.renewal === 'asked')
    return (
      <div role="status" className="mt-4">
        <Banner tone="info" title={t.linkAsked(purchase.product.sellerName)}>
          {t.linkAskedText}
        </Banner>
      </div>
    )
  return (
    <div className="mt-4 grid gap-3">
      {ask.error && <ProblemBanner {...problemText(ask.error, language)} />}
      <Button look="primary" size="large" busy={ask.isPending} onClick={() => ask.mutate()}>
        {t.askForLink}
      </Button>
    </div>
  )
}
