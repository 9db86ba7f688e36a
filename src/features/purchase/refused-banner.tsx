import { detailFor, isForOperators, problemWords } from '../../contract/problems.ts'
import type { Purchase, PurchaseProduct } from '../../contract/purchases.ts'
import { Banner } from '../../ui/feedback.tsx'
import { useLanguage } from '../../ui/language.tsx'
import { useLaterText } from './later-messages.ts'
import { WhomToCall } from './whom-to-call.tsx'

/**
 * Explains the rejected attempt: the reason, what is kept, whether anything was charged, the next step and the contact.
 */
export default function RefusedBanner({
  refusal: { code, detail },
  product,
}: {
  refusal: NonNullable<Purchase['refusal']>
  product: PurchaseProduct
}) {
  const t = useLaterText()
  const { language } = useLanguage()
  const reason = detailFor(code, detail)
  return (
    <>
      <Banner tone="bad" title={isForOperators(code) ? problemWords(code, language) : t.refused}>
        {reason && <p>{t.refusedReason(reason)}</p>}
        <p>{isForOperators(code) ? t.refusedLater(product.sellerName) : t.refusedKept(product.sellerName)}</p>
      </Banner>
      <WhomToCall product={product} />
    </>
  )
}
