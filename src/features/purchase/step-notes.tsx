import { lazy, Suspense } from 'react'
import type { Purchase } from '../../contract/purchases.ts'
import { Banner } from '../../ui/feedback.tsx'
import { useText } from '../../ui/language.tsx'
import { messages } from './messages.ts'

const RefusedBanner = lazy(() => import('./refused-banner.tsx'))

/** Notes above a step: another browser changed the draft, or the platform refused the last order. */
export function StepNotes({
  elsewhere,
  refusal,
  product,
}: {
  elsewhere: boolean
  refusal: Purchase['refusal']
  product: Purchase['product']
}) {
  const t = useText(messages)
  return (
    <>
      {elsewhere && (
        <div className="mb-4">
          <Banner tone="info" title={t.elsewhere} />
        </div>
      )}
      {refusal && (
        <div className="mb-4">
          <Suspense fallback={null}>
            <RefusedBanner refusal={refusal} product={product} />
          </Suspense>
        </div>
      )}
    </>
  )
}
