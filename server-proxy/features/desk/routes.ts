import type { FastifyInstance } from 'fastify'
import * as endpoints from '#contract/endpoints/desk.ts'
import type { Deps } from '../../deps.ts'
import { route } from '../../http/route.ts'
import { userOf } from '../../http/session.ts'
import { sharedAnswers } from '../../http/shared-answer.ts'
import { readDesk } from './read-desk.ts'

export function registerDeskRoutes(app: FastifyInstance, deps: Deps): void {
  const shared = sharedAnswers()
  route(app, endpoints.readDesk, (request, reply) =>
    shared(request, reply, () => readDesk(deps, userOf(request), request.query)),
  )
}
