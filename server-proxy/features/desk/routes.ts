import type { FastifyInstance } from 'fastify'
import * as endpoints from '#contract/endpoints/desk.ts'
import type { Deps } from '../../deps.ts'
import { route } from '../../http/route.ts'
import { userOf } from '../../http/session.ts'
import { sharedAnswers } from '../../http/shared-answer.ts'
import { readDepartures } from './read-departures.ts'
import { readDesk } from './read-desk.ts'
import { readFirstSteps } from './read-first-steps.ts'
import { readParties } from './read-parties.ts'

export function registerDeskRoutes(app: FastifyInstance, deps: Deps): void {
  const shared = sharedAnswers()
  route(app, endpoints.readDesk, (request, reply) =>
    shared(request, reply, () => readDesk(deps, userOf(request), request.query)),
  )
  route(app, endpoints.readDeskParties, (request) => readParties(deps, userOf(request), request.query))
  route(app, endpoints.readDepartures, (request) => readDepartures(deps, userOf(request)))
  route(app, endpoints.readFirstSteps, () => readFirstSteps(deps))
}
