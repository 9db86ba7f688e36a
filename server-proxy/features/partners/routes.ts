import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import * as z from 'zod/mini'
import {
  AskDemoToken,
  DeadEvents,
  DemoToken,
  DisablePartner,
  EVENT_STATES,
  NewPartner,
  NewSecret,
  Partner,
  PartnerEventList,
  PartnerList,
  PartnerNames,
  Playground,
  SavePartner,
  TestOutcome,
} from '../../../src/contract/partners.ts'
import type { Deps } from '../../deps.ts'
import { badField, notFound } from '../../http/refusal.ts'
import { noAnswer } from '../../http/answers.ts'
import { userOf } from '../../http/session.ts'
import { signDemoToken } from './embed-token.ts'
import {
  addPartner,
  addPartnerKey,
  disablePartner,
  findPartner,
  listPartners,
  renewWebhookSecret,
  revokePartnerKey,
  savePartner,
  viewPartner,
} from './partners.ts'
import { resendDead, settleDead } from './dead-events.ts'
import { listEvents, resendEvent } from './send-event.ts'
import { sendTestEvent } from './test-event.ts'

const Id = z.object({ id: z.uuid() })
type Id = { Params: { id: string } }
const KeyId = z.object({ id: z.uuid(), keyId: z.uuid() })
const EventId = z.object({ id: z.uuid(), eventId: z.string() })
const Events = z.object({ state: z.optional(z.enum(EVENT_STATES)), cursor: z.optional(z.string()) })
type Events = z.infer<typeof Events>

/** Partner sites, an admin's business; managers learn what they are called, to find their orders. */
export function registerPartnerRoutes(app: FastifyInstance, deps: Deps): void {
  const view = async (id: string) => viewPartner(deps, await findPartner(deps, id))

  app.get(
    '/api/partners',
    { config: { access: 'admin' }, schema: { response: { 200: PartnerList } } },
    () => {
      return listPartners(deps)
    },
  )

  app.get(
    '/api/partners/names',
    { config: { access: 'manager' }, schema: { response: { 200: PartnerNames } } },
    async () => {
      return { items: await deps.db.selectFrom('partners').select(['id', 'name']).orderBy('name').execute() }
    },
  )

  app.post<{ Body: SavePartner }>(
    '/api/partners',
    { config: { access: 'admin' }, schema: { body: SavePartner, response: { 201: NewPartner } } },
    async (request, reply) => {
      return reply.code(201).send(await addPartner(deps, userOf(request), request.body))
    },
  )

  app.get<Id>(
    '/api/partners/:id',
    { config: { access: 'admin' }, schema: { params: Id, response: { 200: Partner } } },
    (request) => {
      return view(request.params.id)
    },
  )

  app.put<Id & { Body: SavePartner }>(
    '/api/partners/:id',
    { config: { access: 'admin' }, schema: { params: Id, body: SavePartner, response: { 200: Partner } } },
    async (request) => {
      const user = userOf(request)
      await savePartner(deps, user, await findPartner(deps, request.params.id), request.body)
      return view(request.params.id)
    },
  )

  app.post<Id & { Body: DisablePartner }>(
    '/api/partners/:id/disabled',
    { config: { access: 'admin' }, schema: { params: Id, body: DisablePartner, response: { 200: Partner } } },
    async (request) => {
      const user = userOf(request)
      await disablePartner(deps, user, await findPartner(deps, request.params.id), request.body.disabled)
      return view(request.params.id)
    },
  )

  app.post<Id>(
    '/api/partners/:id/keys',
    { config: { access: 'admin' }, schema: { params: Id, response: { 201: NewSecret } } },
    async (request, reply) => {
      const user = userOf(request)
      const partner = await findPartner(deps, request.params.id)
      return reply.code(201).send({ secret: await addPartnerKey(deps, user, partner) })
    },
  )

  app.delete<{ Params: { id: string; keyId: string } }>(
    '/api/partners/:id/keys/:keyId',
    { config: { access: 'admin' }, schema: { params: KeyId, response: noAnswer } },
    async (request, reply) => {
      const user = userOf(request)
      await revokePartnerKey(deps, user, await findPartner(deps, request.params.id), request.params.keyId)
      return reply.code(204).send()
    },
  )

  app.post<Id>(
    '/api/partners/:id/webhook-secret',
    { config: { access: 'admin' }, schema: { params: Id, response: { 201: NewSecret } } },
    async (request, reply) => {
      const user = userOf(request)
      const partner = await findPartner(deps, request.params.id)
      return reply.code(201).send({ secret: await renewWebhookSecret(deps, user, partner) })
    },
  )

  app.get<Id & { Querystring: Events }>(
    '/api/partners/:id/events',
    {
      config: { access: 'admin' },
      schema: { params: Id, querystring: Events, response: { 200: PartnerEventList } },
    },
    async (request) => {
      return listEvents(deps, await findPartner(deps, request.params.id), request.query)
    },
  )

  app.post<{ Params: { id: string; eventId: string } }>(
    '/api/partners/:id/events/:eventId/resend',
    { config: { access: 'admin' }, schema: { params: EventId, response: noAnswer } },
    async (request, reply) => {
      const user = userOf(request)
      await resendEvent(deps, user, await findPartner(deps, request.params.id), request.params.eventId)
      return reply.code(204).send()
    },
  )

  for (const [path, act] of [
    ['resend', resendDead],
    ['settle', settleDead],
  ] as const)
    app.post<Id>(
      `/api/partners/:id/events/${path}`,
      { config: { access: 'admin' }, schema: { params: Id, response: { 200: DeadEvents } } },
      async (request) => ({
        events: await act(deps, userOf(request), await findPartner(deps, request.params.id)),
      }),
    )

  app.post<Id>(
    '/api/partners/:id/test-event',
    { config: { access: 'admin' }, schema: { params: Id, response: { 200: TestOutcome } } },
    async (request) => {
      return sendTestEvent(deps, userOf(request), await findPartner(deps, request.params.id))
    },
  )

  app.get(
    '/api/playground',
    { config: { access: 'admin' }, schema: { response: { 200: Playground } } },
    () => {
      return { demoUrl: deps.demoSite ? `${deps.demoSite}/partner` : null }
    },
  )

  app.post<Id & { Body: AskDemoToken }>(
    '/api/partners/:id/demo-token',
    { config: { access: 'admin' }, schema: { params: Id, body: AskDemoToken, response: { 200: DemoToken } } },
    async (request) => {
      if (!deps.demoSite) throw notFound()
      const partner = await findPartner(deps, request.params.id)
      if (!partner.origins.includes(deps.demoSite)) throw badField('origins', 'outside-origins')
      const token = await signDemoToken(deps, partner, {
        ...request.body,
        origin: deps.demoSite,
        jti: randomUUID(),
      })
      return { token }
    },
  )
}
