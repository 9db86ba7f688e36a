import { useQuery } from '@tanstack/react-query'
import { problemText } from '../../api/problem-text.ts'
import { invoiceName } from '../../contract/invoice-words.ts'
import type { InvoiceState } from '../../contract/invoices.ts'
import { Skeleton } from '../../ui/feedback.tsx'
import { FileButton, FileDownload } from '../../ui/file-button.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { ProblemBanner } from '../../ui/problem.tsx'
import { invoiceMessages } from './messages.ts'
import { orderInvoicesQuery } from './queries.ts'

/** The invoice files of an order, fetched (7.3) when shown. */
export function InvoiceFiles({
  orderId,
  state,
  onShow,
}: {
  orderId: string
  state: string
  onShow(pdf: { title: string; path: string }): void
}) {
  const t = useText(invoiceMessages)
  const { language } = useLanguage()
  const files = useQuery(orderInvoicesQuery(orderId, state))
  if (files.isPending) return <Skeleton label={t.loading} rows={1} />
  if (files.error) return <ProblemBanner {...problemText(files.error, language)} />
  if (files.data.items.length === 0) return <p className="text-muted">{t.filesNone}</p>
  return (
    <ul className="-ml-2 flex flex-wrap gap-2">
      {files.data.items.map((one) => {
        const { n, policyCodes, format, file } = one
        const about = policyCodes.length > 1 ? policyCodes.slice(0, 3).join(' ') : ''
        const named = { label: invoiceName(one, language), about, path: file }
        return (
          <li key={n}>
            {format === 'pdf' ? <FileButton {...named} onShow={onShow} /> : <FileDownload {...named} />}
          </li>
        )
      })}
    </ul>
  )
}

/** Explains what to do about a wrong invoice title. */
export function WrongTitle({ state, orderCode }: { state: InvoiceState; orderCode: string | null }) {
  const t = useText(invoiceMessages)
  const words =
    state === 'issued' || state === 'partly-issued'
      ? t.wrongTitleText(orderCode ?? '')
      : state === 'issuing'
        ? t.wrongIssuing
        : state === 'failed'
          ? t.wrongFailed
          : null
  if (!words) return null
  return (
    <details className="text-small text-muted">
      <summary className="w-fit rounded text-accent underline-offset-4 hover:underline">
        {t.wrongTitle}
      </summary>
      <p className="mt-1 max-w-2xl">{words}</p>
    </details>
  )
}
