import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../../api/call.ts'
import { showOrder } from '../../api/order-queries.ts'
import { applyInvoice } from '../../contract/endpoints/orders.ts'
import { type ApplyInvoice } from '../../contract/invoices.ts'
import { Order } from '../../contract/orders.ts'
import { InvoiceForm } from './invoice-form.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { useText } from '../../ui/language.tsx'
import { invoiceMessages } from './messages.ts'

export function ApplyInvoiceDialog({
  order,
  open,
  onClose,
}: {
  order: Order
  open: boolean
  onClose(): void
}) {
  const t = useText(invoiceMessages)
  const client = useQueryClient()
  const company = order.platform?.enterprise
  const apply = useMutation({
    mutationFn: (form: ApplyInvoice) => call(applyInvoice, { params: { id: order.id }, body: form }),
    onSuccess: (next) => {
      void showOrder(client, next)
      onClose()
    },
  })
  return (
    <Dialog title={t.apply} open={open} onClose={onClose} closeLabel={t.close}>
      <InvoiceForm
        holder={{ name: company?.name ?? order.holderName ?? '', isCompany: Boolean(company) }}
        apply={apply}
      >
        <Button onClick={onClose}>{t.close}</Button>
      </InvoiceForm>
    </Dialog>
  )
}
