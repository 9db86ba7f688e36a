import type { FastifyInstance, FastifyReply } from 'fastify'
import * as z from 'zod/mini'
import {
  ApplyInvoice,
  ExportPage,
  GatewayCallList,
  InvoiceList,
  Order,
  OrderList,
  OrderTotals,
  PolicyList,
  ResolveAttention,
  SurrenderOrder,
} from '../../../src/contract/orders.ts'
import { PlacedOrder, PlaceOrder } from '../../../src/contract/place-order.ts'
import { MakeOwnLink, OwnLink } from '../../../src/contract/own-order.ts'
import type { User } from '../../../src/contract/session.ts'
import type { Deps } from '../../deps.ts'
import { bytesAnswer, inlineFile } from '../../http/answers.ts'
import { shownInOwnPages } from '../../http/headers.ts'
import { notFound, Refusal } from '../../http/refusal.ts'
import { userOf } from '../../http/session.ts'
import { sharedAnswers } from '../../http/shared-answer.ts'
import { createGuesses } from '../../notifications/guesses.ts'
import { findOrder } from './find-order.ts'
import { askAgain } from './ask-again.ts'
import { applyInvoice, invoiceFile, listInvoices } from './invoices.ts'
import { listCalls } from './list-calls.ts'
import { exportOrders } from './export-orders.ts'
import { listOrders, totalOrders } from './list-orders.ts'
import { viewOrder } from './order-view.ts'
import { ownToken, renewOwnToken } from './own-link.ts'
import { placeOrder } from './place-order.ts'
import { listPolicies, policyFile } from './policies.ts'
import { resolveAttention } from './resolve-attention.ts'
import { ListOrders } from './select-orders.ts'
import { surrenderOrder } from './surrender-order.ts'
import { withdrawSurrender } from './withdraw-surrender.ts'

const Id = z.object({ id: z.string() })
const settledAnswer = { 200: Order, 202: Order }
const pdf = bytesAnswer('application/pdf')
type Id = { Params: { id: string } }

/** Everything staff do with orders; who may is decided here, what happens in the files beside. */
export function registerOrderRoutes(app: FastifyInstance, deps: Deps): void {
  const shared = sharedAnswers()
  const guesses = createGuesses(deps)
  const view = async (user: User, id: string) => viewOrder(deps, await findOrder(deps, user, id))
  /** 200 when the platform answered, 202 when its answer was lost and the background settles it. */
  const settled = async (reply: FastifyReply, outcome: 'done' | 'lost', user: User, id: string) =>
    reply.code(outcome === 'lost' ? 202 : 200).send(await view(user, id))

  app.post<{ Body: PlaceOrder }>(
    '/api/orders',
    {
      config: { access: 'clerk' },
      schema: {
        headers: z.looseObject({ 'idempotency-key': z.optional(z.string()) }),
        body: PlaceOrder,
        response: { 201: PlacedOrder, 202: PlacedOrder },
      },
    },
    async (request, reply) => {
      const user = userOf(request)
      const key = request.headers['idempotency-key']
      if (typeof key !== 'string' || !/^[\x21-\x7e]{1,128}$/.test(key)) throw new Refusal(400, 'key-required')
      const { status, body } = await placeOrder(deps, user, key, request.body, request.id)
      if (status >= 400) reply.type('application/problem+json')
      return reply.code(status).send(status >= 400 ? JSON.stringify(body) : body)
    },
  )

  app.get<{ Querystring: ListOrders }>(
    '/api/orders',
    { config: { access: 'clerk' }, schema: { querystring: ListOrders, response: { 200: OrderList } } },
    (request, reply) => shared(request, reply, () => listOrders(deps, userOf(request), request.query)),
  )

  app.get<{ Querystring: ListOrders }>(
    '/api/orders/totals',
    { config: { access: 'clerk' }, schema: { querystring: ListOrders, response: { 200: OrderTotals } } },
    (request, reply) => shared(request, reply, () => totalOrders(deps, userOf(request), request.query)),
  )

  app.get<{ Querystring: ListOrders }>(
    '/api/orders/export',
    {
      config: { access: 'manager', recorded: true },
      schema: { querystring: ListOrders, response: { 200: ExportPage } },
    },
    (request) => exportOrders(deps, userOf(request), request.query),
  )

  app.get<Id>(
    '/api/orders/:id',
    { config: { access: 'clerk' }, schema: { params: Id, response: { 200: Order } } },
    (request) => view(userOf(request), request.params.id),
  )

  app.post<Id>(
    '/api/orders/:id/refresh',
    { config: { access: 'clerk' }, schema: { params: Id, response: { 200: Order } } },
    async (request) => {
      const user = userOf(request)
      const row = await findOrder(deps, user, request.params.id)
      await askAgain(deps, row)
      return view(user, row.id)
    },
  )

  app.post<Id & { Body: ResolveAttention }>(
    '/api/orders/:id/attention',
    {
      config: { access: 'manager' },
      schema: { params: Id, body: ResolveAttention, response: { 200: Order } },
    },
    async (request) => {
      const user = userOf(request)
      const row = await findOrder(deps, user, request.params.id)
      await resolveAttention(deps, user, row, request.body)
      return view(user, row.id)
    },
  )

  app.get<Id>(
    '/api/orders/:id/calls',
    { config: { access: 'admin' }, schema: { params: Id, response: { 200: GatewayCallList } } },
    async (request) => listCalls(deps, await findOrder(deps, userOf(request), request.params.id)),
  )

  app.post<Id & { Body: SurrenderOrder | null | undefined }>(
    '/api/orders/:id/surrender',
    {
      config: { access: 'manager' },
      schema: { params: Id, body: z.nullish(SurrenderOrder), response: settledAnswer },
    },
    async (request, reply) => {
      const user = userOf(request)
      const row = await findOrder(deps, user, request.params.id)
      return settled(
        reply,
        await surrenderOrder(deps, user.username, row, request.body?.policyCodes),
        user,
        row.id,
      )
    },
  )

  app.delete<Id>(
    '/api/orders/:id/surrender',
    { config: { access: 'manager' }, schema: { params: Id, response: { 200: Order } } },
    async (request) => {
      const user = userOf(request)
      const row = await findOrder(deps, user, request.params.id)
      await withdrawSurrender(deps, user.username, row)
      return view(user, row.id)
    },
  )

  app.post<Id & { Body: MakeOwnLink | null | undefined }>(
    '/api/orders/:id/own-link',
    {
      config: { access: 'clerk' },
      schema: { params: Id, body: z.nullish(MakeOwnLink), response: { 200: OwnLink } },
    },
    async (request) => {
      const user = userOf(request)
      const row = await findOrder(deps, user, request.params.id)
      const renew = request.body?.renew === true
      const token = await (renew ? renewOwnToken(deps, row.id, user.username) : ownToken(deps, row.id))
      return { url: `${deps.publicUrl}/o/${token}` }
    },
  )

  app.post<Id>(
    '/api/orders/:id/own-link/reopen',
    { config: { access: 'clerk' }, schema: { params: Id, response: { 200: Order } } },
    async (request) => {
      const user = userOf(request)
      const row = await findOrder(deps, user, request.params.id)
      await guesses.reopen(['order', 'lookup'], row.id, user.username)
      return view(user, row.id)
    },
  )

  app.post<Id & { Body: ApplyInvoice }>(
    '/api/orders/:id/invoice',
    { config: { access: 'clerk' }, schema: { params: Id, body: ApplyInvoice, response: settledAnswer } },
    async (request, reply) => {
      const user = userOf(request)
      const row = await findOrder(deps, user, request.params.id)
      return settled(reply, await applyInvoice(deps, user.username, row, request.body), user, row.id)
    },
  )

  app.get<Id>(
    '/api/orders/:id/policies',
    { config: { access: 'clerk' }, schema: { params: Id, response: { 200: PolicyList } } },
    async (request) => listPolicies(deps, await findOrder(deps, userOf(request), request.params.id)),
  )

  app.get<Id>(
    '/api/orders/:id/invoices',
    { config: { access: 'clerk' }, schema: { params: Id, response: { 200: InvoiceList } } },
    async (request) => listInvoices(deps, await findOrder(deps, userOf(request), request.params.id)),
  )

  for (const kind of ['policy', 'certificate'] as const) {
    app.get<{ Params: { id: string; policyCode: string } }>(
      `/api/orders/:id/policies/:policyCode/${kind}.pdf`,
      {
        config: { access: 'clerk', opened: true },
        onRequest: shownInOwnPages,
        schema: { params: z.object({ id: z.string(), policyCode: z.string() }), response: pdf },
      },
      async (request, reply) => {
        const row = await findOrder(deps, userOf(request), request.params.id)
        const file = await policyFile(deps, row, request.params.policyCode, kind)
        return sendPdf(reply, `${kind}-${request.params.policyCode}.pdf`, file)
      },
    )
  }

  app.get<{ Params: { id: string; n: string } }>(
    '/api/orders/:id/invoices/:n/invoice.pdf',
    {
      config: { access: 'clerk', opened: true },
      onRequest: shownInOwnPages,
      schema: { params: z.object({ id: z.string(), n: z.string() }), response: pdf },
    },
    async (request, reply) => {
      const row = await findOrder(deps, userOf(request), request.params.id)
      if (!/^\d{1,6}$/.test(request.params.n)) throw notFound()
      const { name, body } = await invoiceFile(deps, row, Number(request.params.n))
      return sendPdf(reply, name, body)
    },
  )
}

function sendPdf(reply: FastifyReply, name: string, file: Buffer): FastifyReply {
  return reply
    .type('application/pdf')
    .header('content-disposition', inlineFile(name))
    .header('cache-control', 'private, no-store')
    .send(file)
}
