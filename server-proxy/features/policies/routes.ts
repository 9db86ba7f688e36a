import type { FastifyInstance } from 'fastify'
import * as endpoints from '#contract/endpoints/policies.ts'
import type { Deps } from '../../deps.ts'
import { route } from '../../http/route.ts'
import { userOf } from '../../http/session.ts'
import { sharedAnswers } from '../../http/shared-answer.ts'
import { countPolicies, listAllPolicies } from './select-policies.ts'

export function registerPolicyRoutes(app: FastifyInstance, deps: Deps): void {
  const shared = sharedAnswers()

  route(app, endpoints.listPolicies, (request, reply) =>
    shared(request, reply, () => listAllPolicies(deps, userOf(request), request.query)),
  )

  route(app, endpoints.countPolicies, (request, reply) =>
    shared(request, reply, () => countPolicies(deps, userOf(request), request.query)),
  )
}
