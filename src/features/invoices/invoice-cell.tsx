import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { orderQuery } from '../../api/order-queries.ts'
import { problemText } from '../../api/problem-text.ts'
import type { InvoiceSummary } from '../../contract/invoices.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { ProblemBanner } from '../../ui/problem.tsx'
import { ApplyInvoiceDialog } from './apply-invoice-dialog.tsx'
import { InvoiceFiles, WrongTitle } from './invoice-files.tsx'
import { invoiceMessages } from './messages.ts'

/** The invoice action of an order, or the reason why there is none. */
export function InvoiceCell({
  invoice,
  onShow,
}: {
  invoice: InvoiceSummary
  onShow(pdf: { title: string; path: string }): void
}) {
  const t = useText(invoiceMessages)
  const [open, setOpen] = useState(false)
  const [applying, setApplying] = useState(false)
  const { state, orderId, orderCode } = invoice
  const about = <span className="sr-only">{t.about(invoice.holderName ?? orderCode ?? '')}</span>
  const why = (words: string) => <span className="text-small text-muted">{words}</span>
  switch (state) {
    case 'unsupported':
      return why(t.whyUnsupported)
    case 'issuing':
      return why(t.whyIssuing)
    case 'open':
    case 'failed':
      return (
        <span className="relative z-1">
          <Button onClick={() => setOpen(true)}>
            {state === 'failed' ? t.applyAgain : t.apply}
            {about}
          </Button>
          {open && <Apply orderId={orderId} onClose={() => setOpen(false)} />}
        </span>
      )
    default:
      return (
        <span className="relative z-1">
          <Button onClick={() => setOpen(true)}>
            {t.show}
            {about}
          </Button>
          <Dialog title={t.filesTitle} open={open} onClose={() => setOpen(false)} closeLabel={t.close}>
            <div className="flex flex-col gap-4 text-left">
              <InvoiceFiles orderId={orderId} state={state} onShow={onShow} />
              <WrongTitle state={state} orderCode={orderCode} />
              {state === 'partly-issued' && (
                <Button onClick={() => setApplying(true)} className="self-start">
                  {t.applyRest}
                </Button>
              )}
            </div>
          </Dialog>
          {applying && <Apply orderId={orderId} onClose={() => setApplying(false)} />}
        </span>
      )
  }
}

/** Loads the order first, because the form offers its names. */
function Apply({ orderId, onClose }: { orderId: string; onClose(): void }) {
  const t = useText(invoiceMessages)
  const { language } = useLanguage()
  const order = useQuery(orderQuery(orderId))
  if (order.data) return <ApplyInvoiceDialog order={order.data} open onClose={onClose} />
  if (!order.error) return null
  return (
    <Dialog title={t.apply} open onClose={onClose} closeLabel={t.close}>
      <ProblemBanner {...problemText(order.error, language)} />
    </Dialog>
  )
}
