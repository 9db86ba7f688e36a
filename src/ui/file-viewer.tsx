import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { ButtonAnchor } from './button-link.tsx'
import { CloseIcon } from './more-icons.tsx'

export type FileViewerTexts = {
  close: string
  download: string
  newTab: string
  loading: string
  /** The browser cannot show PDFs inline. */
  noViewer: string
}

/**
 * A PDF over the page in the browser's viewer, with download and open buttons; null shows nothing. `failure` renders
 * the body of an error response.
 */
export function FileViewer({
  file,
  texts: t,
  failure,
  onClose,
}: {
  file: { title: string; path: string } | null
  texts: FileViewerTexts
  failure(answer: string): React.ReactNode
  onClose(): void
}) {
  const dialog = useRef<HTMLDialogElement>(null)
  useLayoutEffect(() => {
    if (file && !dialog.current?.open) dialog.current?.showModal()
    if (!file) dialog.current?.close()
  }, [file])
  return (
    <dialog
      ref={dialog}
      aria-label={file?.title}
      onClose={onClose}
      className="h-[calc(100dvh-24px)] max-h-none w-[min(1080px,calc(100vw-24px))] max-w-none rounded bg-raised p-0 shadow-float"
    >
      {file && (
        <div className="flex h-full flex-col">
          <div className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line px-4 py-2">
            <h2 className="min-w-0 flex-1 truncate text-large max-sm:basis-full">{file.title}</h2>
            <ButtonAnchor href={file.path} newTab>
              {t.newTab}
            </ButtonAnchor>
            <ButtonAnchor href={file.path} download look="primary">
              {t.download}
            </ButtonAnchor>
            <button
              type="button"
              aria-label={t.close}
              onClick={onClose}
              className="rounded p-2 text-muted hover:bg-sunken max-sm:absolute max-sm:top-1 max-sm:right-1"
            >
              <CloseIcon />
            </button>
          </div>
          <FileFrame key={file.path} {...file} texts={t} failure={failure} />
        </div>
      )}
    </dialog>
  )
}

function FileFrame({
  title,
  path,
  texts: t,
  failure,
}: {
  title: string
  path: string
  texts: FileViewerTexts
  failure(answer: string): React.ReactNode
}) {
  const frame = useRef<HTMLIFrameElement>(null)
  const [failed, setFailed] = useState<string | null>(null)
  const [loaded, setLoaded] = useState(false)
  useEffect(() => {
    const shown = frame.current
    const look = () => {
      setLoaded(true)
      // An error response is readable text of our origin; a PDF viewer's document is not accessible.
      const page = shown?.contentDocument
      if (page && page.contentType.endsWith('json')) setFailed(page.body?.textContent ?? '')
    }
    shown?.addEventListener('load', look)
    return () => shown?.removeEventListener('load', look)
  }, [])
  if (!navigator.pdfViewerEnabled) return <p className="p-6 text-muted">{t.noViewer}</p>
  if (failed !== null) return <div className="p-4">{failure(failed)}</div>
  return (
    <div className="relative min-h-0 flex-1 bg-sunken">
      {!loaded && (
        <p role="status" className="late absolute inset-x-0 top-16 text-center text-muted">
          {t.loading}
        </p>
      )}
      {/* oxlint-disable-next-line react/iframe-missing-sandbox -- no browser shows a PDF in a sandbox */}
      <iframe ref={frame} src={path} title={title} className="relative h-full w-full border-0" />
    </div>
  )
}
