import { OrderAttention } from '../features/orders/order-attention.tsx'
import { OrderInvoices } from '../features/orders/order-invoices.tsx'
import { OrderPage } from '../features/orders/order-page.tsx'
import { OrderPolicies } from '../features/orders/order-policies.tsx'

/** One order, with what attention, policies and invoices show of it. */
export function Component() {
  return (
    <OrderPage OrderAttention={OrderAttention} OrderPolicies={OrderPolicies} OrderInvoices={OrderInvoices} />
  )
}
