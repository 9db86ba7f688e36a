import type { FastifyInstance } from 'fastify'
import * as endpoints from '#contract/endpoints/sale.ts'
import type { Deps } from '../../deps.ts'
import { route } from '../../http/route.ts'
import { userOf } from '../../http/session.ts'
import { copyOrder } from '../../orders/copy-order.ts'
import { findDuplicates } from '../../orders/find-duplicates.ts'
import { findOrder } from '../../orders/find-order.ts'
import { placeBatch, retryBatch } from '../../orders/place-batch.ts'
import { viewBatch } from './view-batch.ts'

/** The largest list: a thousand people. */
const BATCH_BODY = 2 * 1024 * 1024

/** Selling again and selling many. */
export function registerSaleRoutes(app: FastifyInstance, deps: Deps): void {
  route(app, endpoints.copyOrder, async (request) => {
    const user = userOf(request)
    const row = await findOrder(deps, user, request.params.id)
    return { draftId: await copyOrder(deps, user, row, request.body) }
  })

  route(app, endpoints.findDuplicates, async (request) => ({
    items: await findDuplicates(deps, userOf(request), request.body),
  }))

  route(
    app,
    endpoints.placeBatch,
    async (request) => {
      const user = userOf(request)
      await placeBatch(deps, user, request.body)
      return viewBatch(deps, user, request.body.draftId)
    },
    { bodyLimit: BATCH_BODY },
  )

  route(app, endpoints.readBatch, (request) => viewBatch(deps, userOf(request), request.params.id))

  route(app, endpoints.retryBatch, async (request) => {
    const user = userOf(request)
    const { id } = await viewBatch(deps, user, request.params.id)
    await retryBatch(deps, id)
    return viewBatch(deps, user, id)
  })
}
