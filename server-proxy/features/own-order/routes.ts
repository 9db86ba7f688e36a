import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { ARRIVED, type SayTrail } from '#contract/trail.ts'
import * as endpoints from '#contract/endpoints/own-order.ts'
import * as reports from '#contract/endpoints/reports.ts'
import { pathOf } from '#contract/endpoints/endpoint.ts'
import * as paths from '#contract/paths.ts'
import type { Deps } from '../../deps.ts'
import { GatewayError } from '../../gateway/errors.ts'
import { agentOf } from '../../http/agent.ts'
import { fileNamed } from '../../http/answers.ts'
import { bearerOf } from '../../http/bearer.ts'
import { badField, notFound, Refusal } from '../../http/refusal.ts'
import { route } from '../../http/route.ts'
import { createAddressThrottle, createThrottle } from '../../http/throttle.ts'
import { createTrailThrottle, PIECE_BODY, TRAIL_BODY } from '../../http/trail-throttle.ts'
import { pullOrder } from '../../orders/pull-order.ts'
import { INVOICE_MADE } from '../../orders/invoice-status.ts'
import { mayAskAgain } from '../../orders/may-ask-again.ts'
import { createGuesses, PER_DAY, PER_HOUR } from '../../orders/guesses.ts'
import { receiveRecording } from '../../evidence/receive-recording.ts'
import { receiveTrail } from '../../evidence/receive-trail.ts'
import type { OrderRow } from '../../store/schema/orders.ts'
import { holderProof, isProvable, provesHolder } from '../../orders/holder-proof.ts'
import { applyInvoice, listInvoices } from '../../orders/invoices.ts'
import { lookUpOrder } from './look-up-order.ts'
import { fileByTicket, fileTicket } from './own-files.ts'
import { findByOwnToken, ownToken } from '../../orders/own-link.ts'
import { viewOwnOrder } from './own-order-view.ts'
import { surrenderOrder } from '../../orders/surrender-order.ts'

const LOOKUPS_PER_ADDRESS = [20, 15 * 60] as const

/**
 * The customer's own order, without an account: the link's token comes as a bearer, so these routes need no
 * same-origin check. They share the staff's operations.
 */
export function registerOwnOrderRoutes(app: FastifyInstance, deps: Deps): void {
  const guesses = createGuesses(deps)
  const trails = createTrailThrottle(deps)
  const lookups = {
    byAddress: createAddressThrottle(deps, 'lookup-address', ...LOOKUPS_PER_ADDRESS),
    byNumber: [
      createThrottle(deps, 'lookup-number', ...PER_HOUR),
      createThrottle(deps, 'lookup-number-day', ...PER_DAY),
    ],
    guesses,
  }
  const own = (request: FastifyRequest) => findByOwnToken(deps, bearerOf(request))
  // Callers without an order learn nothing about the fields either.
  const onRequest = async (request: FastifyRequest) => void (await own(request))
  /** 200 when the platform answered, 202 when its answer was lost and the background settles it. */
  const settled = async (request: FastifyRequest, reply: FastifyReply, outcome: 'done' | 'lost') =>
    reply.code(outcome === 'lost' ? 202 : 200).send(await viewOwnOrder(deps, await own(request)))

  /**
   * 403 unless `lastFour` is the holder's, 429 after a few wrong ones; 409 when the holder's document is
   * unknown.
   */
  async function prove(row: OrderRow, lastFour: string | undefined): Promise<void> {
    const proof = holderProof(deps, row)
    if (!isProvable(proof)) throw new Refusal(409, 'holder-unknown')
    if (!lastFour) throw badField('lastFour', 'required')
    if (!(await guesses.attempt({ kind: 'order', id: row.id }, () => provesHolder(proof, lastFour))))
      throw new Refusal(403, 'wrong-last-four', {
        fields: [{ field: 'lastFour', code: 'wrong-last-four' }],
      })
  }

  // Exchanges the cashier's return address for the order's own link, which all other requests use.
  route(app, endpoints.exchangeReturn, async (request) => {
    const row = await deps.db
      .selectFrom('orders')
      .select('id')
      .where('return_token', '=', bearerOf(request))
      .executeTakeFirst()
    if (!row) throw notFound()
    return { token: await ownToken(deps, row.id) }
  })

  route(app, endpoints.readOwnOrder, async (request) => viewOwnOrder(deps, await own(request)))

  route(app, endpoints.refreshOwnOrder, async (request) => {
    const row = await own(request)
    if (!mayAskAgain(row, deps.now())) return viewOwnOrder(deps, row)
    await askPlatform(deps, row.id)
    return viewOwnOrder(deps, await own(request))
  })

  /**
   * Events that the customer's pages report after the order; an order not placed by a customer has no trail.
   */
  route(
    app,
    reports.reportOwnTrail,
    async (request, reply) => {
      const row = await own(request)
      const trail = await trailOf(row.id)
      if (trail) {
        await trails.count(trail.id, request.ip, JSON.stringify(request.body).length)
        const offer = { id: trail.id, productCode: row.product_code }
        const said = { ...request.body, events: request.body.events.filter(isAfterSale) }
        const arrived = await receiveTrail(deps, offer, said, agentOf(request.headers['user-agent']))
        reply.header(ARRIVED, arrived)
      }
    },
    { onRequest, bodyLimit: TRAIL_BODY },
  )

  route(
    app,
    reports.reportOwnRecording,
    async (request) => {
      const trail = await trailOf((await own(request)).id)
      if (!trail) return { more: false }
      await trails.count(trail.id, request.ip, request.body.content.length)
      return { more: await receiveRecording(deps, trail.id, request.body) }
    },
    { onRequest, bodyLimit: PIECE_BODY },
  )

  const trailOf = (orderId: string) =>
    deps.db.selectFrom('trails').select('id').where('order_id', '=', orderId).executeTakeFirst()

  route(
    app,
    endpoints.surrenderOwnOrder,
    async (request, reply) => {
      const row = await own(request)
      const { lastFour, policyCodes } = request.body
      await prove(row, lastFour)
      // Nothing to surrender before the cover; an unpaid order simply lapses.
      if (row.status !== 'issued')
        throw new Refusal(409, row.surrender_requested_at ? 'surrender-stands' : 'not-issued')
      return settled(request, reply, await surrenderOrder(deps, 'customer', row, policyCodes))
    },
    { onRequest },
  )

  // An order has one invoice: holding the link is not enough to choose its title.
  route(
    app,
    endpoints.applyOwnInvoice,
    async (request, reply) => {
      const row = await own(request)
      const { lastFour, ...form } = request.body
      await prove(row, lastFour)
      return settled(request, reply, await applyInvoice(deps, 'customer', row, form))
    },
    { onRequest },
  )

  route(
    app,
    endpoints.openOwnFile,
    async (request) => {
      const row = await own(request)
      const { kind, lastFour } = request.body
      // Links are passed on, and a document shows in full what the page masks.
      if (kind !== 'calendar') await prove(row, lastFour)
      return {
        address: pathOf(endpoints.readOwnFile, {
          params: { ticket: await fileTicket(deps, row, request.body) },
        }),
      }
    },
    { onRequest },
  )

  route(app, endpoints.readOwnFile, async (request, reply) => {
    try {
      const { name, type, body } = await fileByTicket(deps, request.params.ticket)
      return await reply
        .type(type)
        .header('content-disposition', fileNamed(name, type))
        .header('cache-control', 'private, no-store')
        .send(body)
    } catch (error) {
      // A person needs a page instead of a bare problem document.
      if (error instanceof Refusal && request.headers.accept?.includes('text/html'))
        return reply.redirect(paths.fileUnavailable, 303)
      throw error
    }
  })

  route(app, endpoints.lookUpOrder, async (request) => ({
    token: await lookUpOrder(deps, lookups, request.ip, request.body),
  }))
}

/** When the platform cannot answer, the page keeps what is on file and the background continues. */
async function askPlatform(deps: Deps, orderId: string): Promise<void> {
  try {
    await pullOrder(deps, orderId, 'screen')
    const row = await deps.db
      .selectFrom('orders')
      .selectAll()
      .where('id', '=', orderId)
      .executeTakeFirstOrThrow()
    if (INVOICE_MADE.has(row.invoice_status ?? 0)) await listInvoices(deps, row)
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error
  }
}

/** The seller can create this link too, so it records no consent and no reading. */
const isAfterSale = ({ kind, page, document, documents }: SayTrail['events'][number]) =>
  kind !== 'consent' &&
  (page === undefined || page === 'return' || page === 'order') &&
  document === undefined &&
  documents === undefined
