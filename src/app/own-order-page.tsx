import type { PageHandle } from '../api/first-answer.ts'
import { InvoiceForm } from '../features/invoices/invoice-form.tsx'
import { OwnOrderPage } from '../features/own-order/own-order-page.tsx'
import { firstOwnOrder } from '../features/own-order/queries.ts'

export const handle: PageHandle = { first: firstOwnOrder }

/** The customer's order, with the form of the invoices that staff use too. */
export function Component() {
  return <OwnOrderPage InvoiceForm={InvoiceForm} />
}
