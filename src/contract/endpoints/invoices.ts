import { InvoiceSummaryList } from '../invoices.ts'
import { Count } from '../orders.ts'
import { ListInvoices } from '../lists.ts'
import type { Endpoint } from './endpoint.ts'

export const listInvoices = {
  method: 'GET',
  path: '/api/invoices',
  summary: 'List orders with their invoice state.',
  access: 'clerk',
  visibility: 'internal',
  query: ListInvoices,
  answers: { 200: InvoiceSummaryList },
} as const satisfies Endpoint

export const countInvoices = {
  method: 'GET',
  path: '/api/invoices/totals',
  summary: 'Count the invoices of a filter.',
  access: 'clerk',
  visibility: 'internal',
  query: ListInvoices,
  answers: { 200: Count },
} as const satisfies Endpoint
