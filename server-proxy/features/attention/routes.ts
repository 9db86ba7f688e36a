import type { FastifyInstance } from 'fastify'
import * as endpoints from '#contract/endpoints/attention.ts'
import type { Deps } from '../../deps.ts'
import { route } from '../../http/route.ts'
import { userOf } from '../../http/session.ts'
import { sharedAnswers } from '../../http/shared-answer.ts'
import { attentionOverview, listAttentions } from './attention-queue.ts'

/** 待处理: orders that need a person; clerks see their own. */
export function registerAttentionRoutes(app: FastifyInstance, deps: Deps): void {
  const shared = sharedAnswers()

  route(app, endpoints.listAttentions, (request, reply) =>
    shared(request, reply, () => listAttentions(deps, userOf(request), request.query)),
  )

  route(app, endpoints.readAttentionOverview, (request, reply) =>
    shared(request, reply, () => attentionOverview(deps, userOf(request))),
  )
}
