import type { FastifyInstance } from 'fastify'
import * as z from 'zod/mini'
import { NewPaymentKey, PaymentKeyList } from '../../../src/contract/payment-keys.ts'
import type { Deps } from '../../deps.ts'
import { noAnswer } from '../../http/answers.ts'
import { userOf } from '../../http/session.ts'
import { addPaymentKey, listPaymentKeys, revokePaymentKey } from './payment-keys.ts'

/** The secrets of the distributor's payment system; an admin's business. */
export function registerPaymentKeyRoutes(app: FastifyInstance, deps: Deps): void {
  app.get(
    '/api/payment-keys',
    { config: { access: 'admin' }, schema: { response: { 200: PaymentKeyList } } },
    async () => {
      return { items: await listPaymentKeys(deps), nextCursor: null }
    },
  )

  app.post(
    '/api/payment-keys',
    { config: { access: 'admin' }, schema: { response: { 201: NewPaymentKey } } },
    async (request, reply) => {
      return reply.code(201).send(await addPaymentKey(deps, userOf(request)))
    },
  )

  app.delete<{ Params: { id: string } }>(
    '/api/payment-keys/:id',
    { config: { access: 'admin' }, schema: { params: z.object({ id: z.uuid() }), response: noAnswer } },
    async (request, reply) => {
      await revokePaymentKey(deps, userOf(request), request.params.id)
      return reply.code(204).send()
    },
  )
}
