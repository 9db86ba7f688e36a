import { prefetchList } from '../api/prefetch.ts'
import { InvoiceMany } from '../features/invoices/invoice-many.tsx'
import { OrdersPage } from '../features/orders/orders-page.tsx'
import { ZipMany } from '../features/policies/zip-many.tsx'
import { ORDER_RULES } from '../features/orders/order-filters.ts'
import { ordersList } from '../features/orders/queries.ts'

export const { loader, shouldRevalidate } = prefetchList(ordersList, ORDER_RULES)

/** Orders, with the bulk actions of invoices and policies. */
export function Component() {
  return <OrdersPage InvoiceMany={InvoiceMany} ZipMany={ZipMany} />
}
