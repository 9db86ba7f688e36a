import type { PlacedOrder } from '../../contract/place-order.ts'
import { planWords } from '../../lib/plan-words.ts'
import { ButtonAnchor, ButtonLink } from '../../ui/button.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Banner } from '../../ui/feedback.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { PageHeader } from '../../ui/layout.tsx'
import { messages } from './messages.ts'

/** Shown after the order is placed: payment page, or a link for the customer. */
export function PlacedPanel({ order, planName }: { order: PlacedOrder; planName: string | undefined }) {
  const t = useText(messages)
  const { language } = useLanguage()
  const { cashierUrl } = order
  return (
    <div className="max-w-xl">
      <PageHeader title={t.placed} />
      {cashierUrl ? (
        <>
          <p className="mb-4 text-muted">{t.placedAbout}</p>
          {planName && (
            <div className="mb-5">
              <Banner tone="info" title={planWords(language).choose(planName)} />
            </div>
          )}
          <div className="flex flex-wrap gap-2">
            <ButtonAnchor href={cashierUrl} look="primary" size="large">
              {t.toCashier}
            </ButtonAnchor>
            <CopyButton size="large" text={cashierUrl} label={t.copyLink} copied={t.copied} />
          </div>
        </>
      ) : (
        <Banner tone="warn" title={t.noCashier} />
      )}
      <div className="mt-5">
        <ButtonLink to={`/orders/${order.id}`} look="quiet">
          {t.toOrder}
        </ButtonLink>
      </div>
    </div>
  )
}
