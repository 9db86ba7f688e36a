import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { Button } from '../../ui/button.tsx'
import { ButtonAnchor } from '../../ui/button-link.tsx'
import { Banner, Skeleton } from '../../ui/feedback.tsx'
import { documentQuery } from './document-queries.ts'
import { coverWords } from '../../contract/cover.ts'
import type { PurchaseProduct } from '../../contract/purchases.ts'
import { type OnConsent, useConsents } from './consents.ts'
import { useLanguage } from '../../ui/language.tsx'
import { PlainText } from '../../ui/plain-text.tsx'
import { FlowProblem } from './flow-problem.tsx'
import { useLaterText } from './later-messages.ts'
import { StepHeading } from './step-heading.tsx'
import { BackButton } from './step-top.tsx'
import { Tick } from './tick.tsx'

const PdfPages = lazy(() => import('../../ui/pdf-pages.tsx'))

/** Shows a document in place of the step. Back returns to the step. */
export function DocumentScreen({
  bearer,
  id,
  product,
  consents,
  onConsent,
  onDocument,
  onBack,
}: {
  bearer: string
  id: string
  product: PurchaseProduct
  consents: ReadonlySet<string>
  onConsent: OnConsent
  onDocument(id: string): void
  onBack(): void
}) {
  const t = useLaterText()
  const document = useQuery(documentQuery(bearer, id))
  const { title, words, give } = useConsents(product, onConsent)
  const { language } = useLanguage()
  const cover = id === product.cover?.id ? product.cover : null
  const here = product.documents.findIndex((one) => one.id === id)
  const next = product.documents.find((one, place) => place > here && one.url === null)
  return (
    <>
      <div className="mb-2 flex min-h-11 items-center text-base text-muted">
        <BackButton onBack={onBack} />
      </div>
      {document.isPending && <Skeleton label={t.loading} />}
      {document.error && <FlowProblem problem={document.error} />}
      {document.data && (
        <article>
          <StepHeading title={title(id)} detail={t.version(document.data.version)} focus />
          {document.data.file !== null && (
            <Suspense fallback={<Skeleton label={t.loading} rows={8} />}>
              <Pdf path={document.data.file} />
            </Suspense>
          )}
          <PlainText
            text={cover ? coverWords(cover, product.plans, language) : (document.data.content ?? '')}
          />
          <div className="mt-8 grid gap-3 border-t border-line pt-4">
            {here >= 0 && (
              <Tick label={words(id)} checked={consents.has(id)} onChange={(given) => give(id, given)} />
            )}
            {next && (
              <Button size="large" look="primary" onClick={() => onDocument(next.id)} className="w-full">
                {t.nextDocument(title(next.id))}
              </Button>
            )}
            <Button size="large" onClick={onBack} className="w-full">
              {t.haveRead}
            </Button>
          </div>
        </article>
      )}
    </>
  )
}

/** Rendered on the page, with a link to open the PDF if that fails. */
function Pdf({ path }: { path: string }) {
  const t = useLaterText()
  const inWeChat = /MicroMessenger/i.test(navigator.userAgent)
  const openIt = (
    <ButtonAnchor href={path} newTab size="large">
      {t.openPdf}
    </ButtonAnchor>
  )
  return (
    <>
      <PdfPages
        path={path}
        pageWords={t.pdfPage}
        loading={<Skeleton label={t.loading} rows={8} />}
        fallback={
          <Banner tone="warn" title={t.pdfFailed}>
            {inWeChat ? t.pdfInWeChat : openIt}
          </Banner>
        }
      />
      {!inWeChat && <p className="mt-4">{openIt}</p>}
    </>
  )
}
