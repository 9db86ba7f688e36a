import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { Button, ButtonAnchor } from '../../ui/button.tsx'
import { Banner, Skeleton } from '../../ui/feedback.tsx'
import { documentQuery } from './document-queries.ts'
import { FlowProblem } from './flow-problem.tsx'
import { useLaterText } from './later-messages.ts'
import { StepHeading } from './step-heading.tsx'
import { BackButton } from './step-top.tsx'

const PdfPages = lazy(() => import('../../ui/pdf-pages.tsx'))

/** Shows a document in place of the step. Back returns to the step. */
export function DocumentScreen({ bearer, id, onBack }: { bearer: string; id: string; onBack(): void }) {
  const t = useLaterText()
  const document = useQuery(documentQuery(bearer, id))
  return (
    <>
      <div className="mb-2 flex min-h-11 items-center text-base text-muted">
        <BackButton onBack={onBack} />
      </div>
      {document.isPending && <Skeleton label={t.loading} />}
      {document.error && <FlowProblem problem={document.error} />}
      {document.data && (
        <article>
          <StepHeading title={document.data.title} detail={t.version(document.data.version)} focus />
          {document.data.file !== null && (
            <Suspense fallback={<Skeleton label={t.loading} rows={8} />}>
              <Pdf path={document.data.file} />
            </Suspense>
          )}
          {(document.data.content ?? '').split(/\n\s*\n/).map((part, place) => (
            <Part key={place}>{part.trim()}</Part>
          ))}
          <div className="mt-8">
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

/** Renders plain text: `# ` starts a heading, an empty line a paragraph. */
function Part({ children }: { children: string }) {
  if (children.startsWith('#'))
    return <h2 className="mt-6 mb-2 font-semibold">{children.replace(/^#+\s*/, '')}</h2>
  return <p className="mb-3 whitespace-pre-line break-words">{children}</p>
}
