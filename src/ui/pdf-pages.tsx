import {
  getDocument,
  GlobalWorkerOptions,
  type PDFDocumentProxy,
  type PDFPageProxy,
} from 'pdfjs-dist/legacy/build/pdf.mjs'
// oxlint-disable-next-line import/default -- its address, which Vite makes a default export of
import worker from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url'
import { useEffect, useRef, useState } from 'react'

GlobalWorkerOptions.workerSrc = worker

/** CMaps for PDFs without embedded Chinese fonts, fetched on demand. */
const C_MAPS = import.meta.glob<string>('/node_modules/pdfjs-dist/cmaps/{Uni,GB,Adobe-GB1}*.bcmap', {
  query: '?url',
  import: 'default',
  eager: true,
})
class CMaps {
  async fetch({ name }: { name: string }) {
    const url = C_MAPS[`/node_modules/pdfjs-dist/cmaps/${name}.bcmap`]
    if (!url) throw new Error(`no character map ${name}`)
    const answer = await fetch(url)
    return { cMapData: new Uint8Array(await answer.arrayBuffer()), isCompressed: true }
  }
}

/** Maximum canvas scale, because phones run out of memory. */
const MOST_PIXELS_PER_POINT = 3
/** Pages within this distance of the viewport are rendered, others cleared. */
const NEAR = '150% 0px'

/**
 * Renders a PDF page by page, because mobile browsers cannot show PDFs inline. Includes the text for screen readers.
 * `fallback` shows if it cannot be read.
 */
export default function PdfPages({
  path,
  pageWords,
  loading,
  fallback,
}: {
  path: string
  pageWords(page: number, all: number): string
  loading: React.ReactNode
  fallback: React.ReactNode
}) {
  const [pdf, setPdf] = useState<PDFDocumentProxy | 'failed' | null>(null)
  useEffect(() => {
    const task = getDocument({
      url: path,
      disableRange: true,
      isEvalSupported: false,
      CMapReaderFactory: CMaps,
    })
    task.promise.then(setPdf, () => setPdf((known) => known ?? 'failed'))
    return () => void task.destroy()
  }, [path])
  if (pdf === null) return loading
  if (pdf === 'failed') return fallback
  return Array.from({ length: pdf.numPages }, (_, place) => (
    <Page key={place} pdf={pdf} number={place + 1} label={pageWords(place + 1, pdf.numPages)} />
  ))
}

function Page({ pdf, number, label }: { pdf: PDFDocumentProxy; number: number; label: string }) {
  const frame = useRef<HTMLElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const [page, setPage] = useState<PDFPageProxy | null>(null)
  const [text, setText] = useState('')
  const [near, setNear] = useState(false)
  useEffect(() => {
    let gone = false
    void pdf.getPage(number).then(async (found) => {
      if (gone) return
      setPage(found)
      const { items } = await found.getTextContent()
      setText(items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join(''))
    })
    const watch = new IntersectionObserver(([entry]) => setNear(entry?.isIntersecting ?? false), {
      rootMargin: NEAR,
    })
    if (frame.current) watch.observe(frame.current)
    return () => {
      gone = true
      watch.disconnect()
    }
  }, [pdf, number])
  useEffect(() => {
    const [sheet, width] = [canvas.current, frame.current?.clientWidth ?? 0]
    if (!page || !sheet || !near || width === 0) return
    const sharp = Math.min(devicePixelRatio, MOST_PIXELS_PER_POINT)
    const viewport = page.getViewport({ scale: (width * sharp) / page.getViewport({ scale: 1 }).width })
    sheet.width = viewport.width
    sheet.height = viewport.height
    const context = sheet.getContext('2d')
    const drawing = context && page.render({ canvasContext: context, viewport })
    drawing?.promise.catch(() => {})
    return () => {
      drawing?.cancel()
      sheet.width = 0
      sheet.height = 0
    }
  }, [page, near])
  const { width, height } = page?.getViewport({ scale: 1 }) ?? { width: 210, height: 297 }
  return (
    <section ref={frame} aria-label={label} className="mb-3 border border-line bg-white">
      <canvas
        ref={canvas}
        aria-hidden="true"
        className="block w-full"
        style={{ aspectRatio: `${width} / ${height}` }}
      />
      <p className="sr-only">{text}</p>
    </section>
  )
}
