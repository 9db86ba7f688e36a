import type { FastifyInstance } from 'fastify'
import * as endpoints from '#contract/endpoints/orders.ts'
import type { Deps } from '../../deps.ts'
import { route } from '../../http/route.ts'
import { userOf } from '../../http/session.ts'
import { note } from '../../orders/timeline.ts'
import { audit } from '../../store/audit.ts'
import { eraseOrder } from '../../orders/erase-order.ts'
import { findOrder } from '../../orders/find-order.ts'
import { viewOrder } from '../../orders/order-view.ts'

/** Operations on the personal data of an order; each is audited. */
export function registerPeopleRoutes(app: FastifyInstance, deps: Deps): void {
  // The reason for showing unmasked people is audited before they are shown.
  route(app, endpoints.showPeople, async (request) => {
    const user = userOf(request)
    const row = await findOrder(deps, user, request.params.id)
    await deps.db.transaction().execute(async (transaction) => {
      await note(transaction, row.id, { kind: 'people-shown', actor: user.username })
      await audit(deps.vault, transaction, {
        actor: user.username,
        act: 'person-shown',
        subject: { kind: 'order', id: row.id },
        detail: { reason: request.body.reason },
      })
    })
    return viewOrder(deps, row, user.role, 'clear')
  })

  route(app, endpoints.eraseOrder, async (request) => {
    const user = userOf(request)
    const { id } = await findOrder(deps, user, request.params.id)
    await eraseOrder(deps, user.username, id)
    return viewOrder(deps, await findOrder(deps, user, id), user.role)
  })
}
