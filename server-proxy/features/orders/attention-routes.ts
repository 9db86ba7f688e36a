import type { FastifyInstance } from 'fastify'
import { AttentionList, AttentionOverview } from '../../../src/contract/attention.ts'
import type { Deps } from '../../deps.ts'
import { userOf } from '../../http/session.ts'
import { sharedAnswers } from '../../http/shared-answer.ts'
import { attentionOverview, ListAttentions, listAttentions } from './attention-queue.ts'

/** 待处理: what a person has to look at, across orders; clerks find what is on their own. */
export function registerAttentionRoutes(app: FastifyInstance, deps: Deps): void {
  const shared = sharedAnswers()

  app.get<{ Querystring: ListAttentions }>(
    '/api/attentions',
    {
      config: { access: 'clerk' },
      schema: { querystring: ListAttentions, response: { 200: AttentionList } },
    },
    (request, reply) => shared(request, reply, () => listAttentions(deps, userOf(request), request.query)),
  )

  app.get(
    '/api/attentions/overview',
    { config: { access: 'clerk' }, schema: { response: { 200: AttentionOverview } } },
    (request, reply) => shared(request, reply, () => attentionOverview(deps, userOf(request))),
  )
}
