import { useState } from 'react'
import { readProblemText } from '../../api/problem-text.ts'
import { ACTION_WHY_WORDS } from '../../contract/action-words.ts'
import { INVOICE_SUPPORT_WORDS } from '../../contract/invoice-words.ts'
import { whyNot } from '../../contract/order-actions.ts'
import type { Order } from '../../contract/orders.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { Section } from '../../ui/layout.tsx'
import { useFileViewer } from '../../ui/use-file-viewer.tsx'
import { ApplyInvoiceDialog } from './apply-invoice-dialog.tsx'
import { InvoiceFiles, WrongTitle } from './invoice-files.tsx'
import { invoiceMessages } from './messages.ts'

export function OrderInvoices({ order }: { order: Order }) {
  const t = useText(invoiceMessages)
  const { language } = useLanguage()
  const [applying, setApplying] = useState(false)
  const { invoice } = order
  const issued = order.policies.length > 0
  const made = invoice.status === 'issued' || invoice.status === 'partly-issued'
  const { viewer, show } = useFileViewer(readProblemText)
  // Failed and partly issued invoices can be requested again.
  const again = invoice.status === 'failed' || invoice.status === 'partly-issued'
  const asked = invoice.requestedAt !== null && !again
  const why = whyNot(order, 'invoice')
  const state = made ? 'issued' : invoice.status === 'failed' ? 'failed' : asked ? 'issuing' : null
  const words = !issued
    ? t.invoiceWait
    : invoice.status === 'issued'
      ? t.invoiceIssued
      : invoice.status === 'partly-issued'
        ? t.invoicePartly
        : invoice.status === 'failed'
          ? t.invoiceFailed
          : asked || invoice.status === 'issuing'
            ? t.invoiceIssuing
            : invoice.support === 'none'
              ? t.invoiceNone
              : t.invoiceNotYet
  return (
    <Section
      title={t.invoice}
      aside={
        // An invoice that was made or requested needs no button.
        why !== 'invoice-exists' && (
          <ActionButton why={why && ACTION_WHY_WORDS[why][language]} onClick={() => setApplying(true)}>
            {t.apply}
          </ActionButton>
        )
      }
    >
      <p className="text-muted" role="status">
        {words} {invoice.invoiceTitle && t.invoiceTitleIs(invoice.invoiceTitle)}
      </p>
      {issued && invoice.support && invoice.support !== 'none' && (
        <p className="text-muted">{INVOICE_SUPPORT_WORDS[invoice.support][language]}</p>
      )}
      {made && (
        <div className="mt-2 -ml-2">
          <InvoiceFiles orderId={order.id} state={invoice.status ?? ''} onShow={show} />
        </div>
      )}
      {state && (
        <div className="mt-2">
          <WrongTitle state={state} orderCode={order.orderCode} />
        </div>
      )}
      {viewer}
      <ApplyInvoiceDialog order={order} open={applying} onClose={() => setApplying(false)} />
    </Section>
  )
}
