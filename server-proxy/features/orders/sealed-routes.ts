import type { FastifyInstance } from 'fastify'
import * as endpoints from '#contract/endpoints/sealed-orders.ts'
import type { User } from '#contract/session.ts'
import type { Deps } from '../../deps.ts'
import { route } from '../../http/route.ts'
import { userOf } from '../../http/session.ts'
import { findOrder } from '../../orders/find-order.ts'
import { approveOpening, askOpening, endOpening, readSealed } from '../../orders/openings.ts'
import { viewOrder } from '../../orders/order-view.ts'

/** Two administrators open a sealed order on a legal ground. */
export function registerSealedRoutes(app: FastifyInstance, deps: Deps): void {
  const view = async (user: User, id: string) => viewOrder(deps, await findOrder(deps, user, id), user.role)

  route(app, endpoints.askOpening, async (request) => {
    const user = userOf(request)
    const { id } = await findOrder(deps, user, request.params.id)
    await askOpening(deps, user, id, request.body.ground)
    return view(user, id)
  })

  route(app, endpoints.approveOpening, async (request) => {
    const user = userOf(request)
    const { id } = await findOrder(deps, user, request.params.id)
    await approveOpening(deps, user, id, request.params.opening)
    return view(user, id)
  })

  route(app, endpoints.endOpening, async (request) => {
    const user = userOf(request)
    const { id } = await findOrder(deps, user, request.params.id)
    await endOpening(deps, user, id, request.params.opening)
    return view(user, id)
  })

  route(app, endpoints.readSealed, async (request) => {
    const user = userOf(request)
    const { id } = await findOrder(deps, user, request.params.id)
    return readSealed(deps, user, id)
  })
}
