import { OrderAttention } from '../features/attention/order-attention.tsx'
import { OrderInvoices } from '../features/invoices/order-invoices.tsx'
import { OrderPage } from '../features/orders/order-page.tsx'
import { OrderPolicies } from '../features/policies/order-policies.tsx'

/** One order, with what attention, policies and invoices show of it. */
export function Component() {
  return (
    <OrderPage OrderAttention={OrderAttention} OrderPolicies={OrderPolicies} OrderInvoices={OrderInvoices} />
  )
}
