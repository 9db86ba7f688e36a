import { call, keyOf } from '../../api/call.ts'
import { countInvoices, listInvoices } from '../../contract/endpoints/invoices.ts'
import { listOrderInvoices } from '../../contract/endpoints/orders.ts'

export const invoicesList = { list: listInvoices, totals: countInvoices }

/** An order's invoice files; asked again when the invoice changes its state. */
export const orderInvoicesQuery = (orderId: string, state: string) => ({
  queryKey: [...keyOf(listOrderInvoices, { params: { id: orderId } }), state],
  queryFn: () => call(listOrderInvoices, { params: { id: orderId } }),
})
