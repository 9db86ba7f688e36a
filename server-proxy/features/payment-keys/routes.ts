import type { FastifyInstance } from 'fastify'
import * as endpoints from '#contract/endpoints/payment-keys.ts'
import type { Deps } from '../../deps.ts'
import { route } from '../../http/route.ts'
import { userOf } from '../../http/session.ts'
import { addPaymentKey, listPaymentKeys, revokePaymentKey } from '../../orders/payment-keys.ts'

export function registerPaymentKeyRoutes(app: FastifyInstance, deps: Deps): void {
  route(app, endpoints.listPaymentKeys, async () => ({
    items: await listPaymentKeys(deps),
    nextCursor: null,
  }))

  route(app, endpoints.addPaymentKey, (request) => addPaymentKey(deps, userOf(request)))

  route(app, endpoints.revokePaymentKey, (request) =>
    revokePaymentKey(deps, userOf(request), request.params.id),
  )
}
