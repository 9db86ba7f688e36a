import type { FastifyInstance } from 'fastify'
import * as z from 'zod/mini'
import { Order, ShowPeople } from '../../../src/contract/orders.ts'
import type { Deps } from '../../deps.ts'
import { userOf } from '../../http/session.ts'
import { note } from '../../notifications/timeline.ts'
import { audit } from '../../store/audit.ts'
import { eraseOrder } from './erase-order.ts'
import { findOrder } from './find-order.ts'
import { viewOrder } from './order-view.ts'

const Id = z.object({ id: z.string() })
type Id = { Params: { id: string } }

/** What is done with the personal data of an order, each an act of its own in the audit log. */
export function registerPeopleRoutes(app: FastifyInstance, deps: Deps): void {
  // The order with nothing masked: why it had to be seen is written down before it is shown.
  app.post<Id & { Body: ShowPeople }>(
    '/api/orders/:id/people',
    { config: { access: 'manager' }, schema: { params: Id, body: ShowPeople, response: { 200: Order } } },
    async (request) => {
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
      return viewOrder(deps, row, 'clear')
    },
  )

  app.post<Id>(
    '/api/orders/:id/erase',
    { config: { access: 'admin' }, schema: { params: Id, response: { 200: Order } } },
    async (request) => {
      const user = userOf(request)
      const { id } = await findOrder(deps, user, request.params.id)
      await eraseOrder(deps, user.username, id)
      return viewOrder(deps, await findOrder(deps, user, id))
    },
  )
}
