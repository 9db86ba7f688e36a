import { InvoiceMany } from '../features/invoices/invoice-many.tsx'
import { OrdersPage } from '../features/orders/orders-page.tsx'
import { ZipMany } from '../features/policies/zip-many.tsx'

/** Orders, with what invoices and policies offer for many of them. */
export function Component() {
  return <OrdersPage InvoiceMany={InvoiceMany} ZipMany={ZipMany} />
}
