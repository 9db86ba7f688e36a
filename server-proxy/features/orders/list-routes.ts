import type { FastifyInstance } from 'fastify'
import { Count, InvoiceSummaryList, PolicySummaryList } from '../../../src/contract/orders.ts'
import type { Deps } from '../../deps.ts'
import { userOf } from '../../http/session.ts'
import { sharedAnswers } from '../../http/shared-answer.ts'
import { countInvoices, listAllInvoices, ListInvoices } from './select-invoices.ts'
import { countPolicies, listAllPolicies, ListPolicies } from './select-policies.ts'

/** Policies and invoices across orders; clerks find those of their own orders. */
export function registerListRoutes(app: FastifyInstance, deps: Deps): void {
  const shared = sharedAnswers()

  app.get<{ Querystring: ListPolicies }>(
    '/api/policies',
    {
      config: { access: 'clerk' },
      schema: { querystring: ListPolicies, response: { 200: PolicySummaryList } },
    },
    (request, reply) => shared(request, reply, () => listAllPolicies(deps, userOf(request), request.query)),
  )

  app.get<{ Querystring: ListPolicies }>(
    '/api/policies/totals',
    { config: { access: 'clerk' }, schema: { querystring: ListPolicies, response: { 200: Count } } },
    (request, reply) => shared(request, reply, () => countPolicies(deps, userOf(request), request.query)),
  )

  app.get<{ Querystring: ListInvoices }>(
    '/api/invoices',
    {
      config: { access: 'clerk' },
      schema: { querystring: ListInvoices, response: { 200: InvoiceSummaryList } },
    },
    (request, reply) => shared(request, reply, () => listAllInvoices(deps, userOf(request), request.query)),
  )

  app.get<{ Querystring: ListInvoices }>(
    '/api/invoices/totals',
    { config: { access: 'clerk' }, schema: { querystring: ListInvoices, response: { 200: Count } } },
    (request, reply) => shared(request, reply, () => countInvoices(deps, userOf(request), request.query)),
  )
}
