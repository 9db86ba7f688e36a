import { useQueryClient } from '@tanstack/react-query'
import { call } from '../../api/call.ts'
import { problemLine } from '../../api/problem-text.ts'
import { showOrder } from '../../api/order-queries.ts'
import { applyInvoice } from '../../contract/endpoints/orders.ts'
import type { OrderSummary } from '../../contract/orders.ts'
import { BulkDialog } from '../../ui/bulk-dialog.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { InvoiceForm } from './invoice-form.tsx'
import { invoiceMessages } from './messages.ts'

type Order = Pick<OrderSummary, 'id' | 'holderName' | 'orderCode' | 'outSerialNo'>

/** One title for the invoices of many orders. Each invoice is requested once and shows its own result. */
export function InvoiceMany({
  orders,
  ...dialog
}: {
  orders: readonly Order[]
  open: boolean
  onClose(): void
}) {
  const t = useText(invoiceMessages)
  const { language } = useLanguage()
  const client = useQueryClient()
  const rows = orders.map(({ id, holderName, orderCode, outSerialNo }) => ({
    key: id,
    name: [holderName, orderCode ?? outSerialNo].filter(Boolean).join(' '),
  }))
  return (
    <BulkDialog title={t.applyMany} rows={rows} failure={(error) => problemLine(error, language)} {...dialog}>
      {(start, cancel) => (
        <>
          <p className="mb-3">{t.applyManyText(orders.length)}</p>
          <InvoiceForm
            holder={{ name: '', isCompany: true }}
            apply={{
              isPending: false,
              error: null,
              mutate: ({ lastFour: _proof, ...form }) =>
                start(async (id) => {
                  await showOrder(client, await call(applyInvoice, { params: { id }, body: form }))
                  return t.applied
                }),
            }}
          >
            {cancel}
          </InvoiceForm>
        </>
      )}
    </BulkDialog>
  )
}
