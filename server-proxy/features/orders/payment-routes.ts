import type { FastifyInstance, FastifyRequest } from 'fastify'
import * as endpoints from '#contract/endpoints/orders.ts'
import type { Deps } from '../../deps.ts'
import { bindSignature, verifyPaymentSignature } from '../../orders/payment-signature.ts'
import { notFound, Refusal } from '../../http/refusal.ts'
import { assertSameOrigin } from '../../http/same-origin.ts'
import { route } from '../../http/route.ts'
import { userOf } from '../../http/session.ts'
import type { OrderRow } from '../../store/schema/orders.ts'
import { confirmPayment } from '../../orders/confirm-payment.ts'
import { findOrder } from '../../orders/find-order.ts'
import { viewOrder } from '../../orders/order-view.ts'
import { assertCreditReason } from '../../orders/payer.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The raw bytes of the body; signatures cover them. */
    rawBody: string
  }
}

/**
 * 授信付款: a manager, or the distributor's payment system by a request signed after Standard Webhooks, reports
 * the outcome of a payment. 200 when the platform took it, 202 when the background continues.
 */
export async function registerPaymentRoutes(app: FastifyInstance, deps: Deps): Promise<void> {
  const { publicUrl } = deps
  await app.register(async (routes) => {
    routes.decorateRequest('rawBody', '')
    const parse = routes.getDefaultJsonParser('error', 'error')
    routes.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
      request.rawBody = String(body)
      return parse(request, String(body), done)
    })
    route(
      routes,
      endpoints.confirmPayment,
      async (request, reply) => {
        const { id } = request.params
        const { txnStatus, reason } = request.body
        if (isSigned(request)) {
          const row = await findByAnyNumber(deps, id)
          await bindSignature(deps, request.headers, request.rawBody, row.id)
          const outcome = await confirmPayment(deps, 'payment-system', row, txnStatus)
          const { status } = await findByAnyNumber(deps, id)
          return reply.code(outcome === 'lost' ? 202 : 200).send({ id: row.id, status, txnStatus })
        }
        const user = userOf(request, 'manager')
        const row = await findOrder(deps, user, id)
        await assertCreditReason(deps, row, txnStatus, reason)
        const outcome = await confirmPayment(deps, user.username, row, txnStatus, reason)
        return reply
          .code(outcome === 'lost' ? 202 : 200)
          .send(await viewOrder(deps, await findOrder(deps, user, id), user.role))
      },
      {
        noVisitors: true,
        security: [{ session: [] }, { signature: [] }],
        onRequest: async (request) => {
          if (!isSigned(request)) assertSameOrigin(request, publicUrl)
        },
        // Checked before the fields: an unauthorized caller learns nothing about them.
        preValidation: async (request) => {
          if (isSigned(request)) await verifyPaymentSignature(deps, request.headers, request.rawBody)
          else userOf(request, 'manager')
        },
      },
    )
  })
}

const isSigned = (request: FastifyRequest) => request.headers['webhook-signature'] !== undefined

/** A payment system names the order by our id or by its serial number. */
async function findByAnyNumber({ db }: Deps, number: string): Promise<OrderRow> {
  const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(number)
  const row = await db
    .selectFrom('orders')
    .selectAll()
    .where(isId ? 'id' : 'out_serial_no', '=', number)
    .executeTakeFirst()
  if (!row) throw notFound()
  if (row.pay_type !== 'credit') throw new Refusal(409, 'not-credit')
  return row
}
