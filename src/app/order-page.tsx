import { orderQuery } from '../api/order-queries.ts'
import { prefetch } from '../api/prefetch.ts'
import { OrderAttention } from '../features/attention/order-attention.tsx'
import { OrderInvoices } from '../features/invoices/order-invoices.tsx'
import { OrderPage } from '../features/orders/order-page.tsx'
import { SurrenderDialog } from '../features/policies/surrender-dialog.tsx'
import { WithdrawDialog } from '../features/policies/withdraw-surrender.tsx'
import { ZipDialog } from '../features/policies/zip-dialog.tsx'

export const { loader, shouldRevalidate } = prefetch(({ params }) => [orderQuery(params['id'] ?? '')])

/** One order, with its attention, policies and invoices. */
export function Component() {
  return (
    <OrderPage
      OrderAttention={OrderAttention}
      OrderInvoices={OrderInvoices}
      SurrenderDialog={SurrenderDialog}
      WithdrawDialog={WithdrawDialog}
      ZipDialog={ZipDialog}
    />
  )
}
