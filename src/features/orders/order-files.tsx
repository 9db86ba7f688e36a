import { useState } from 'react'
import type { Order } from '../../contract/orders.ts'
import { platformWord } from '../../contract/platform-words.ts'
import { InvoiceSupport } from '../../invoices/invoice-support.tsx'
import { Button } from '../../ui/button.tsx'
import { CopyText } from '../../ui/copy-text.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { Section } from '../../ui/layout.tsx'
import { DataTable } from '../../ui/table.tsx'
import { actionMessages } from './action-messages.ts'
import { ApplyInvoiceDialog } from './apply-invoice-dialog.tsx'
import { InvoiceFiles, WrongTitle } from './invoice-files.tsx'
import { messages } from './messages.ts'
import { OrderStatusDot } from './order-status.tsx'
import { FileButton, usePdfViewer } from './pdf-viewer.tsx'
import { SurrenderDialog, surrenderable } from './surrender-dialog.tsx'
import { WithdrawSurrender } from './withdraw-surrender.tsx'

export function OrderPolicies({ order, maySurrender }: { order: Order; maySurrender: boolean }) {
  const t = useText(messages)
  const actions = useText(actionMessages)
  const { language } = useLanguage()
  const [surrendering, setSurrendering] = useState(false)
  const left = surrenderable(order).length
  const whyNot = !maySurrender
    ? actions.managersOnly
    : order.surrender
      ? actions.surrenderWait
      : left === 0
        ? actions.surrenderNone
        : null
  const { viewer, show } = usePdfViewer()
  const status = ({ status: ours, policyStatus }: (typeof order.policies)[number]) =>
    ours ? <OrderStatusDot status={ours} /> : policyStatus ? platformWord(policyStatus, language) : '—'
  const file = (path: string | null, label: string, code: string) => (
    <FileButton label={label} about={code} path={path} onShow={show} />
  )
  return (
    <Section
      title={t.policies}
      aside={
        (order.policies.length > 0 || order.surrender !== null) && (
          <span className="flex flex-wrap items-center gap-3">
            {whyNot && <span className="text-small text-muted">{whyNot}</span>}
            {maySurrender && order.surrender?.withdrawable && <WithdrawSurrender orderId={order.id} />}
            <Button look="danger" disabled={whyNot !== null} onClick={() => setSurrendering(true)}>
              {actions.surrender}
            </Button>
          </span>
        )
      }
    >
      {viewer}
      <SurrenderDialog order={order} open={surrendering} onClose={() => setSurrendering(false)} />
      {order.policies.length === 0 ? (
        <p className="text-muted">{t.noPolicies}</p>
      ) : (
        <DataTable
          label={t.policies}
          rows={order.policies}
          rowKey={(policy) => policy.policyCode}
          columns={[
            {
              name: t.policyCode,
              cell: (policy) => (
                <>
                  <CopyText text={policy.policyCode} label={t.copy} copied={t.copied} />
                  <span className="flex flex-wrap gap-x-3 @min-[560px]:hidden">
                    {status(policy)}
                    <span className="text-muted">{policy.insuredName}</span>
                  </span>
                </>
              ),
            },
            { name: t.name, wide: true, cell: (policy) => policy.insuredName ?? '—' },
            {
              name: t.status,
              wide: true,
              cell: status,
            },
            {
              name: 'PDF',
              align: 'right',
              cell: (policy) => (
                <span className="inline-flex flex-wrap justify-end">
                  {file(policy.policyFile, t.policyFile, policy.policyCode)}
                  {file(policy.certificateFile, t.certificateFile, policy.policyCode)}
                </span>
              ),
            },
          ]}
        />
      )}
    </Section>
  )
}

export function OrderInvoices({ order }: { order: Order }) {
  const t = useText(messages)
  const [applying, setApplying] = useState(false)
  const { invoice } = order
  const issued = order.policies.length > 0
  const made = invoice.status === 'issued' || invoice.status === 'partly-issued'
  const { viewer, show } = usePdfViewer()
  // Failed and partly issued invoices can be requested again.
  const again = invoice.status === 'failed' || invoice.status === 'partly-issued'
  const asked = invoice.requestedAt !== null && !again
  const mayApply =
    issued &&
    invoice.support !== 'none' &&
    !asked &&
    invoice.status !== 'issued' &&
    invoice.status !== 'issuing'
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
      aside={mayApply && <Button onClick={() => setApplying(true)}>{t.applyInvoice}</Button>}
    >
      <p className="text-muted" role="status">
        {words} {invoice.invoiceTitle && t.invoiceTitleIs(invoice.invoiceTitle)}
      </p>
      {issued && <InvoiceSupport support={invoice.support} />}
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
