import * as z from 'zod/mini'
import { ApplyInvoice, InvoiceList } from '../invoices.ts'
import { SurrenderOrder } from '../order-requests.ts'
import {
  EventsSince,
  ListEventsSince,
  ListPartnerOrders,
  PartnerOrder,
  PartnerOrderList,
  PartnerPolicyList,
  PlacePartnerOrder,
} from '../partner-api.ts'
import type { Endpoint } from './endpoint.ts'

/** The audience of a partner's bearer token, below the portal's origin; each address begins with it. */
export const PARTNER_API = '/api/partner/v1'

/** Server to server: a short-lived JWT of the partner's key as bearer, no cookie, no origin. */
const row = { access: 'by-route', visibility: 'public', crossOrigin: true } as const

export const listPartnerOrders = {
  ...row,
  method: 'GET',
  path: '/api/partner/v1/orders',
  summary: 'List the partner’s orders, newest first, or those of one reference.',
  query: ListPartnerOrders,
  answers: { 200: PartnerOrderList },
} as const satisfies Endpoint

export const placePartnerOrder = {
  ...row,
  method: 'POST',
  path: '/api/partner/v1/orders',
  summary:
    'Place an order under an Idempotency-Key. 202: the platform’s answer is missing, read the order later.',
  body: PlacePartnerOrder,
  answers: { 201: PartnerOrder, 202: PartnerOrder },
} as const satisfies Endpoint

export const readPartnerOrder = {
  ...row,
  method: 'GET',
  path: '/api/partner/v1/orders/:id',
  summary: 'Read an order. Orders of other partners are 404.',
  answers: { 200: PartnerOrder },
} as const satisfies Endpoint

export const surrenderPartnerOrder = {
  ...row,
  method: 'POST',
  path: '/api/partner/v1/orders/:id/surrender',
  summary: 'Request that the order, or chosen policies of it, be surrendered.',
  body: z.nullish(SurrenderOrder),
  answers: { 200: PartnerOrder, 202: PartnerOrder },
} as const satisfies Endpoint

export const invoicePartnerOrder = {
  ...row,
  method: 'POST',
  path: '/api/partner/v1/orders/:id/invoice',
  summary: 'Apply for the invoice of an order.',
  body: ApplyInvoice,
  answers: { 200: PartnerOrder, 202: PartnerOrder },
} as const satisfies Endpoint

export const listPartnerPolicies = {
  ...row,
  method: 'GET',
  path: '/api/partner/v1/orders/:id/policies',
  summary: 'List the policies of an order.',
  answers: { 200: PartnerPolicyList },
} as const satisfies Endpoint

const policy = z.object({ id: z.string(), policyCode: z.string() })

export const readPartnerPolicyFile = {
  ...row,
  method: 'GET',
  path: '/api/partner/v1/orders/:id/policies/:policyCode/policy.pdf',
  summary: 'Read the PDF of a policy.',
  params: policy,
  answers: { 200: 'application/pdf' },
} as const satisfies Endpoint

export const readPartnerCertificateFile = {
  ...row,
  method: 'GET',
  path: '/api/partner/v1/orders/:id/policies/:policyCode/certificate.pdf',
  summary: 'Read the PDF of a certificate.',
  params: policy,
  answers: { 200: 'application/pdf' },
} as const satisfies Endpoint

export const listPartnerInvoices = {
  ...row,
  method: 'GET',
  path: '/api/partner/v1/orders/:id/invoices',
  summary: 'List the invoice files of an order.',
  answers: { 200: InvoiceList },
} as const satisfies Endpoint

export const readPartnerInvoiceFile = {
  ...row,
  method: 'GET',
  path: '/api/partner/v1/orders/:id/invoices/:n/invoice.pdf',
  summary: 'Read an invoice: PDF, or OFD or XML as a download.',
  params: z.object({ id: z.string(), n: z.string().check(z.regex(/^[1-9]\d{0,5}$/, 'invalid')) }),
  answers: { 200: ['application/pdf', 'application/ofd', 'application/xml'] },
} as const satisfies Endpoint

export const listEventsSince = {
  ...row,
  method: 'GET',
  path: '/api/partner/v1/events',
  summary: 'Read events since a cursor, oldest first; the same as the webhooks.',
  query: ListEventsSince,
  answers: { 200: EventsSince },
} as const satisfies Endpoint
