import { lazy, Suspense } from 'react'
import type { EmbedPartner, FrameEvent } from '../../contract/embed.ts'
import { lowestPrice } from '../../contract/products.ts'
import { fromWords } from '../../lib/price-words.ts'
import { Button } from '../../ui/button.tsx'
import { ButtonAnchor } from '../../ui/button-link.tsx'
import { InsurerLogo } from '../../ui/insurer-logo.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { embedMessages } from './embed-messages.ts'
import { useLeaving } from '../use-leaving.ts'

const Stuck = lazy(() => import('./embed-stuck.tsx'))

type Product = EmbedPartner['products'][number]

/**
 * Product card: insurer, seller and lowest price. For licensed partners it opens the pop-up; for others it opens the
 * public purchase page in the whole window.
 */
export function EmbedCard({
  partner,
  product,
  way,
  onOpen,
  send,
}: {
  partner: EmbedPartner
  product: Product
  /** The public purchase page and seller for customers of an unlicensed partner. */
  way: Product['entry']
  onOpen(): void
  send(event: FrameEvent): void
}) {
  const t = useText(embedMessages)
  const { language } = useLanguage()
  const leaving = useLeaving(send)
  const { productName, plans, insurerName, insurerLogo } = product
  const sellerName = (partner.licensed ? null : way?.sellerName) ?? product.sellerName
  const price = lowestPrice(plans)
  return (
    <section aria-label={productName} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
      <div className="flex min-w-0 flex-1 basis-56 items-start gap-3">
        <InsurerLogo path={insurerLogo} />
        <div className="min-w-0">
          <h1 className="text-large break-words">{productName}</h1>
          <p className="text-base text-muted">
            {insurerName && (
              <>
                {t.insurer} {insurerName}
                <br />
              </>
            )}
            {t.seller} {sellerName}
          </p>
        </div>
      </div>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        {price !== null && <span className="tabular font-semibold">{fromWords(price, language)}</span>}
        {partner.licensed && (
          <Button look="primary" size="large" onClick={onOpen}>
            {t.buy}
          </Button>
        )}
      </div>
      {!partner.licensed && (
        <div className="flex basis-full flex-col items-start gap-1">
          {way && leaving.stuck ? (
            <Suspense>
              <Stuck path={way.path} />
            </Suspense>
          ) : way ? (
            <>
              <ButtonAnchor
                href={way.path}
                target={leaving.target}
                onClick={leaving.onLeave}
                look="primary"
                size="large"
              >
                {t.goBuy}
              </ButtonAnchor>
              <p className="text-small text-muted">{leaving.target === '_top' ? t.leaves : t.inTab}</p>
            </>
          ) : (
            <p className="text-base text-muted">{t.noEntry}</p>
          )}
        </div>
      )}
    </section>
  )
}
