import type { FastifyInstance } from 'fastify'
import * as policiesEndpoints from '../../../src/contract/endpoints/policies.ts'
import * as invoicesEndpoints from '../../../src/contract/endpoints/invoices.ts'
import type { Deps } from '../../deps.ts'
import { route } from '../../http/route.ts'
import { userOf } from '../../http/session.ts'
import { sharedAnswers } from '../../http/shared-answer.ts'
import { countInvoices, listAllInvoices } from './select-invoices.ts'
import { countPolicies, listAllPolicies } from './select-policies.ts'

/** Policies and invoices across orders; clerks find those of their own orders. */
export function registerListRoutes(app: FastifyInstance, deps: Deps): void {
  const shared = sharedAnswers()

  route(app, policiesEndpoints.listPolicies, (request, reply) =>
    shared(request, reply, () => listAllPolicies(deps, userOf(request), request.query)),
  )

  route(app, policiesEndpoints.countPolicies, (request, reply) =>
    shared(request, reply, () => countPolicies(deps, userOf(request), request.query)),
  )

  route(app, invoicesEndpoints.listInvoices, (request, reply) =>
    shared(request, reply, () => listAllInvoices(deps, userOf(request), request.query)),
  )

  route(app, invoicesEndpoints.countInvoices, (request, reply) =>
    shared(request, reply, () => countInvoices(deps, userOf(request), request.query)),
  )
}
