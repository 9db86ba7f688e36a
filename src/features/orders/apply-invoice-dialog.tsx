import { useMutation, useQueryClient } from '@tanstack/react-query'
import { request } from '../../api/request.ts'
import { type ApplyInvoice, Order } from '../../contract/orders.ts'
import { InvoiceForm } from '../../invoices/invoice-form.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { useText } from '../../ui/language.tsx'
import { messages } from './messages.ts'

export function ApplyInvoiceDialog({
  order,
  open,
  onClose,
}: {
  order: Order
  open: boolean
  onClose(): void
}) {
  const t = useText(messages)
  const client = useQueryClient()
  const company = order.platform?.enterprise
  const apply = useMutation({
    mutationFn: (form: ApplyInvoice) =>
      request(Order, `/api/orders/${order.id}/invoice`, { method: 'POST', body: form }),
    onSuccess: (next) => {
      client.setQueryData(['orders', 'one', order.id], next)
      void client.invalidateQueries({ queryKey: ['orders', 'list'] })
      onClose()
    },
  })
  return (
    <Dialog title={t.applyInvoice} open={open} onClose={onClose} closeLabel={t.close}>
      <InvoiceForm
        holder={{ name: company?.name ?? order.holderName ?? '', isCompany: Boolean(company) }}
        apply={apply}
      >
        <Button onClick={onClose}>{t.close}</Button>
      </InvoiceForm>
    </Dialog>
  )
}
