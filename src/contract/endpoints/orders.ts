import * as z from 'zod/mini'
import { ApplyInvoice, InvoiceList } from '../invoices.ts'
import {
  ChangeNote,
  ConfirmPayment,
  GatewayCallList,
  PaymentConfirmed,
  ResolveAttention,
  ShowPeople,
  SurrenderOrder,
} from '../order-requests.ts'
import { ExportPage, Order, OrderList, OrderTotals } from '../orders.ts'
import { NamePayer } from '../payers.ts'
import { PolicyList } from '../policies.ts'
import { ChangeOrder } from '../order-change.ts'
import { MakeOwnLink, OwnLink } from '../own-order.ts'
import { PlacedOrder, PlaceOrder } from '../place-order.ts'
import { ListOrders } from '../lists.ts'
import type { Endpoint } from './endpoint.ts'

export const placeOrder = {
  method: 'POST',
  path: '/api/orders',
  summary:
    'Place a pre-order (7.4) under an Idempotency-Key. 409 when the draft of that key was placed or handed over. With `asksPayer` the cashier’s address follows when PUT /api/orders/:id/payer says who pays.',
  access: 'clerk',
  visibility: 'public',
  body: PlaceOrder,
  answers: { 201: PlacedOrder, 202: PlacedOrder },
} as const satisfies Endpoint

export const listOrders = {
  method: 'GET',
  path: '/api/orders',
  summary: 'List orders. Clerks see their own.',
  access: 'clerk',
  visibility: 'public',
  query: ListOrders,
  answers: { 200: OrderList },
} as const satisfies Endpoint

export const readOrderTotals = {
  method: 'GET',
  path: '/api/orders/totals',
  summary: 'Count the orders of a filter and sum their amounts.',
  access: 'clerk',
  visibility: 'internal',
  query: ListOrders,
  answers: { 200: OrderTotals },
} as const satisfies Endpoint

export const exportOrders = {
  method: 'GET',
  path: '/api/orders/export',
  summary: 'Export a page of orders with full names.',
  access: 'manager',
  stepUp: 'many',
  visibility: 'internal',
  recorded: true,
  query: ListOrders,
  answers: { 200: ExportPage },
} as const satisfies Endpoint

export const readOrder = {
  method: 'GET',
  path: '/api/orders/:id',
  summary: 'Read an order.',
  access: 'clerk',
  visibility: 'public',
  answers: { 200: Order },
} as const satisfies Endpoint

export const refreshOrder = {
  method: 'POST',
  path: '/api/orders/:id/refresh',
  summary: 'Pull the order from the platform now (7.11).',
  access: 'clerk',
  visibility: 'public',
  answers: { 200: Order },
} as const satisfies Endpoint

export const resolveAttention = {
  method: 'POST',
  path: '/api/orders/:id/attention',
  summary: 'Resolve what needs attention on an order.',
  access: 'manager',
  visibility: 'internal',
  body: ResolveAttention,
  answers: { 200: Order },
} as const satisfies Endpoint

export const changeNote = {
  method: 'PUT',
  path: '/api/orders/:id/note',
  summary: 'Change group number and note of an order. What is absent stays.',
  access: 'clerk',
  visibility: 'public',
  body: ChangeNote,
  answers: { 200: Order },
} as const satisfies Endpoint

export const namePayer = {
  method: 'PUT',
  path: '/api/orders/:id/payer',
  summary:
    'Record who pays at the cashier. Against production it comes before the cashier’s address of an order that staff placed.',
  access: 'clerk',
  visibility: 'public',
  body: NamePayer,
  answers: { 200: Order },
} as const satisfies Endpoint

export const listCalls = {
  method: 'GET',
  path: '/api/orders/:id/calls',
  summary: 'List the calls to the platform about an order, masked.',
  access: 'admin',
  visibility: 'internal',
  answers: { 200: GatewayCallList },
} as const satisfies Endpoint

export const surrenderOrder = {
  method: 'POST',
  path: '/api/orders/:id/surrender',
  summary: 'Surrender policies (7.9) or the whole order (7.10). 202 when the answer was lost.',
  access: 'manager',
  visibility: 'public',
  body: z.nullish(SurrenderOrder),
  answers: { 200: Order, 202: Order },
} as const satisfies Endpoint

export const closeOrder = {
  method: 'POST',
  path: '/api/orders/:id/close',
  summary: 'Close an unpaid order here. The platform knows nothing of it; a payment reopens it.',
  access: 'clerk',
  visibility: 'public',
  answers: { 200: Order },
} as const satisfies Endpoint

export const reopenOrder = {
  method: 'DELETE',
  path: '/api/orders/:id/close',
  summary: 'Reopen an order that was closed unpaid.',
  access: 'clerk',
  visibility: 'public',
  answers: { 200: Order },
} as const satisfies Endpoint

export const changeOrder = {
  method: 'POST',
  path: '/api/orders/:id/change',
  summary: 'Surrender and sell again with other people or days. An unfinished change stays on the desk.',
  access: 'manager',
  visibility: 'public',
  body: ChangeOrder,
  answers: { 200: Order },
} as const satisfies Endpoint

export const resumeChange = {
  method: 'POST',
  path: '/api/orders/:id/change/resume',
  summary: 'Place the new order of an unfinished change.',
  access: 'manager',
  visibility: 'public',
  answers: { 200: Order },
} as const satisfies Endpoint

export const giveUpChange = {
  method: 'DELETE',
  path: '/api/orders/:id/change',
  summary: 'End an unfinished change without a new order. The surrender stands.',
  access: 'manager',
  visibility: 'public',
  answers: { 200: Order },
} as const satisfies Endpoint

export const withdrawSurrender = {
  method: 'DELETE',
  path: '/api/orders/:id/surrender',
  summary: 'Take back a surrender that the platform shows no trace of.',
  access: 'manager',
  visibility: 'public',
  answers: { 200: Order },
} as const satisfies Endpoint

export const makeOwnLink = {
  method: 'POST',
  path: '/api/orders/:id/own-link',
  summary: 'Get the address of the customer’s own order page, or renew it.',
  access: 'clerk',
  visibility: 'internal',
  body: z.nullish(MakeOwnLink),
  answers: { 200: OwnLink },
} as const satisfies Endpoint

export const reopenOwnLink = {
  method: 'POST',
  path: '/api/orders/:id/own-link/reopen',
  summary: 'Reopen an order page that was closed after too many wrong last fours.',
  access: 'clerk',
  visibility: 'internal',
  answers: { 200: Order },
} as const satisfies Endpoint

export const applyInvoice = {
  method: 'POST',
  path: '/api/orders/:id/invoice',
  summary: 'Apply for an invoice (7.2). 202 when the answer was lost.',
  access: 'clerk',
  visibility: 'public',
  body: ApplyInvoice,
  answers: { 200: Order, 202: Order },
} as const satisfies Endpoint

export const listOrderPolicies = {
  method: 'GET',
  path: '/api/orders/:id/policies',
  summary: 'List the policies of an order.',
  access: 'clerk',
  visibility: 'public',
  answers: { 200: PolicyList },
} as const satisfies Endpoint

export const listOrderInvoices = {
  method: 'GET',
  path: '/api/orders/:id/invoices',
  summary: 'List the invoice files of an order.',
  access: 'clerk',
  visibility: 'public',
  answers: { 200: InvoiceList },
} as const satisfies Endpoint

export const readPolicyFile = {
  method: 'GET',
  path: '/api/orders/:id/policies/:policyCode/policy.pdf',
  summary: 'Get a policy as PDF.',
  access: 'clerk',
  visibility: 'public',
  answers: { 200: 'application/pdf' },
} as const satisfies Endpoint

export const readCertificateFile = {
  method: 'GET',
  path: '/api/orders/:id/policies/:policyCode/certificate.pdf',
  summary: 'Get a certificate as PDF.',
  access: 'clerk',
  visibility: 'public',
  answers: { 200: 'application/pdf' },
} as const satisfies Endpoint

export const readInvoiceFile = {
  method: 'GET',
  path: '/api/orders/:id/invoices/:n/invoice.pdf',
  summary: 'Get an invoice: PDF, or OFD or XML as a download.',
  access: 'clerk',
  visibility: 'public',
  answers: { 200: ['application/pdf', 'application/ofd', 'application/xml'] },
} as const satisfies Endpoint

export const confirmPayment = {
  method: 'POST',
  path: '/api/orders/:id/payment',
  summary: 'Confirm a credit payment (7.7), as a manager or by a signed request.',
  access: 'by-route',
  stepUp: 'holders',
  visibility: 'public',
  crossOrigin: true,
  body: ConfirmPayment,
  answers: { 200: PaymentConfirmed, 202: PaymentConfirmed },
} as const satisfies Endpoint

export const showPeople = {
  method: 'POST',
  path: '/api/orders/:id/people',
  summary: 'Read an order unmasked, for a reason that is audited.',
  access: 'manager',
  stepUp: 'holders',
  visibility: 'internal',
  body: ShowPeople,
  answers: { 200: Order },
} as const satisfies Endpoint

export const eraseOrder = {
  method: 'POST',
  path: '/api/orders/:id/erase',
  summary: 'Erase the personal data of an order: seal it until its retention term ends, delete it after.',
  access: 'admin',
  visibility: 'internal',
  answers: { 200: Order },
} as const satisfies Endpoint
