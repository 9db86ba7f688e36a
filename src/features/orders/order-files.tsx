import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { problemText } from '../../api/problem-text.ts'
import { request } from '../../api/request.ts'
import { InvoiceList, type Order } from '../../contract/orders.ts'
import { Button, ButtonAnchor } from '../../ui/button.tsx'
import { CopyText } from '../../ui/copy-text.tsx'
import { FileIcon } from '../../ui/icons.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { Section } from '../../ui/layout.tsx'
import { ProblemBanner } from '../../ui/problem.tsx'
import { DataTable } from '../../ui/table.tsx'
import { actionMessages } from './action-messages.ts'
import { ApplyInvoiceDialog } from './apply-invoice-dialog.tsx'
import { messages } from './messages.ts'
import { OrderStatusDot } from './order-status.tsx'
import { SurrenderDialog, surrenderable } from './surrender-dialog.tsx'

export function OrderPolicies({ order, maySurrender }: { order: Order; maySurrender: boolean }) {
  const t = useText(messages)
  const actions = useText(actionMessages)
  const [surrendering, setSurrendering] = useState(false)
  const left = surrenderable(order).length
  const whyNot = !maySurrender
    ? actions.managersOnly
    : order.surrender
      ? actions.surrenderWait
      : left === 0
        ? actions.surrenderNone
        : null
  const file = (path: string | null, label: string, code: string) =>
    path && (
      <ButtonAnchor href={path} newTab look="quiet">
        <FileIcon />
        {label}
        <span className="sr-only">{code}</span>
      </ButtonAnchor>
    )
  return (
    <Section
      title={t.policies}
      aside={
        order.policies.length > 0 && (
          <span className="flex flex-wrap items-center gap-3">
            {whyNot && <span className="text-small text-muted">{whyNot}</span>}
            <Button look="danger" disabled={whyNot !== null} onClick={() => setSurrendering(true)}>
              {actions.surrender}
            </Button>
          </span>
        )
      }
    >
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
              cell: (policy) => <CopyText text={policy.policyCode} label={t.copy} copied={t.copied} />,
            },
            { name: t.name, wide: true, cell: (policy) => policy.insuredName ?? '—' },
            {
              name: t.status,
              wide: true,
              cell: (policy) =>
                policy.status ? <OrderStatusDot status={policy.status} /> : (policy.policyStatus ?? '—'),
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
  const { language } = useLanguage()
  const [applying, setApplying] = useState(false)
  const { invoice } = order
  const issued = order.policies.length > 0
  const made = invoice.status === 'issued' || invoice.status === 'partly-issued'
  const files = useQuery({
    queryKey: ['orders', 'one', order.id, 'invoices', invoice.status],
    queryFn: () => request(InvoiceList, `/api/orders/${order.id}/invoices`),
    enabled: made,
  })
  const asked = invoice.requestedAt !== null && invoice.status !== 'failed'
  const mayApply = issued && invoice.support !== 'none' && !asked && !made && invoice.status !== 'issuing'
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
      {files.error && <ProblemBanner {...problemText(files.error, language)} />}
      {files.data && files.data.items.length > 0 && (
        <ul className="mt-2 flex flex-wrap gap-2">
          {files.data.items.map(({ n, file }) => (
            <li key={n}>
              <ButtonAnchor href={file} newTab>
                <FileIcon />
                {t.invoiceFile(n)}
              </ButtonAnchor>
            </li>
          ))}
        </ul>
      )}
      <ApplyInvoiceDialog order={order} open={applying} onClose={() => setApplying(false)} />
    </Section>
  )
}
