import type { FastifyInstance, FastifyReply } from 'fastify'
import * as endpoints from '#contract/endpoints/partner-api.ts'
import type { PartnerScope } from '#contract/partners.ts'
import type { PlacedOrder } from '#contract/place-order.ts'
import type { Deps } from '../../deps.ts'
import { fileNamed } from '../../http/answers.ts'
import { documented } from '../../http/problems.ts'
import { Refusal } from '../../http/refusal.ts'
import { route } from '../../http/route.ts'
import { applyInvoice, invoiceFile, listInvoices } from '../../orders/invoices.ts'
import { listPolicies, policyFile } from '../../orders/policies.ts'
import { surrenderOrder } from '../../orders/surrender-order.ts'
import type { PartnerRow } from '../../store/schema/partners.ts'
import { createPartnerAccess } from './partner-api-access.ts'
import { findPartnerOrder, listEventsSince, listPartnerOrders, viewPartnerOrder } from './partner-orders.ts'
import { placePartnerOrder } from './place-partner-order.ts'

/** `/api/partner/v1`: a partner's server, its own orders alone. */
export function registerPartnerApi(app: FastifyInstance, deps: Deps): void {
  const { admit, partnerOf } = createPartnerAccess(deps)
  const may = (scope: PartnerScope) => ({ onRequest: admit(scope), security: [{ partner: [] }] })
  const find = (partner: PartnerRow, id: string) => findPartnerOrder(deps, partner, id)
  const sendOrder = async (reply: FastifyReply, status: number, partner: PartnerRow, id: string) =>
    reply.code(status).send(viewPartnerOrder(deps, await find(partner, id)))
  const settled = (outcome: 'done' | 'lost') => (outcome === 'lost' ? 202 : 200)
  /** The portal's own address of a file, for the Partner API. */
  const here = <Path extends string | null>(path: Path) =>
    (path && path.replace(/^\/api\/orders\//, `${endpoints.listPartnerOrders.path}/`)) as Path

  route(
    app,
    endpoints.listPartnerOrders,
    (request) => listPartnerOrders(deps, partnerOf(request), request.query),
    may('orders'),
  )

  route(
    app,
    endpoints.readPartnerOrder,
    async (request) => viewPartnerOrder(deps, await find(partnerOf(request), request.params.id)),
    may('orders'),
  )

  route(
    app,
    endpoints.listEventsSince,
    (request) => listEventsSince(deps, partnerOf(request), request.query),
    may('orders'),
  )

  route(
    app,
    endpoints.placePartnerOrder,
    async (request, reply) => {
      const partner = partnerOf(request)
      const key = request.headers['idempotency-key']
      if (typeof key !== 'string' || !/^[\x21-\x7e]{1,80}$/.test(key)) throw new Refusal(400, 'key-required')
      const { status, body } = await placePartnerOrder(deps, partner, key, request.body, request.id)
      if (status < 400) return sendOrder(reply, status, partner, (body as PlacedOrder).id)
      const problem = documented(request, body as object, deps.publicUrl)
      return reply.code(status).type('application/problem+json').send(JSON.stringify(problem))
    },
    may('place'),
  )

  route(
    app,
    endpoints.surrenderPartnerOrder,
    async (request, reply) => {
      const partner = partnerOf(request)
      const row = await find(partner, request.params.id)
      const outcome = await surrenderOrder(deps, `partner:${partner.id}`, row, request.body?.policyCodes)
      return sendOrder(reply, settled(outcome), partner, row.id)
    },
    may('surrender'),
  )

  route(
    app,
    endpoints.invoicePartnerOrder,
    async (request, reply) => {
      const partner = partnerOf(request)
      const row = await find(partner, request.params.id)
      const outcome = await applyInvoice(deps, `partner:${partner.id}`, row, request.body)
      return sendOrder(reply, settled(outcome), partner, row.id)
    },
    may('invoice'),
  )

  route(
    app,
    endpoints.listPartnerPolicies,
    async (request) => {
      const { items, ...rest } = await listPolicies(deps, await find(partnerOf(request), request.params.id))
      const shown = items.map((one) => ({
        ...one,
        policyFile: here(one.policyFile),
        certificateFile: here(one.certificateFile),
      }))
      return { items: shown, ...rest }
    },
    may('policies'),
  )

  for (const [kind, endpoint] of [
    ['policy', endpoints.readPartnerPolicyFile],
    ['certificate', endpoints.readPartnerCertificateFile],
  ] as const)
    route(
      app,
      endpoint,
      async (request, reply) => {
        const { id, policyCode } = request.params
        const file = await policyFile(deps, await find(partnerOf(request), id), policyCode, kind)
        return sendFile(reply, `${kind}-${policyCode}.pdf`, 'application/pdf', file)
      },
      may('policies'),
    )

  route(
    app,
    endpoints.listPartnerInvoices,
    async (request) => {
      const { items, ...rest } = await listInvoices(deps, await find(partnerOf(request), request.params.id))
      return { items: items.map((one) => ({ ...one, file: here(one.file) })), ...rest }
    },
    may('policies'),
  )

  route(
    app,
    endpoints.readPartnerInvoiceFile,
    async (request, reply) => {
      const { id, n } = request.params
      const { name, type, body } = await invoiceFile(deps, await find(partnerOf(request), id), Number(n))
      return sendFile(reply, name, type, body)
    },
    may('policies'),
  )
}

const sendFile = (reply: FastifyReply, name: string, type: string, file: Buffer) =>
  reply.type(type).header('content-disposition', fileNamed(name, type)).send(file)
