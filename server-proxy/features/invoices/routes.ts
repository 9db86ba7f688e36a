import type { FastifyInstance } from 'fastify'
import * as endpoints from '#contract/endpoints/invoices.ts'
import type { Deps } from '../../deps.ts'
import { route } from '../../http/route.ts'
import { userOf } from '../../http/session.ts'
import { sharedAnswers } from '../../http/shared-answer.ts'
import { countInvoices, listAllInvoices } from './select-invoices.ts'

export function registerInvoiceRoutes(app: FastifyInstance, deps: Deps): void {
  const shared = sharedAnswers()

  route(app, endpoints.listInvoices, (request, reply) =>
    shared(request, reply, () => listAllInvoices(deps, userOf(request), request.query)),
  )

  route(app, endpoints.countInvoices, (request, reply) =>
    shared(request, reply, () => countInvoices(deps, userOf(request), request.query)),
  )
}
