import swagger from '@fastify/swagger'
import type { FastifyInstance } from 'fastify'
import { jsonSchemaTransform } from 'fastify-type-provider-zod'
import * as z from 'zod/mini'
import { OrderEvent, PurchaseEvent } from '#contract/partner-api.ts'
import { ORDER_STATUSES } from '#contract/place-order.ts'
import { Problem } from '#contract/problem.ts'
import type { Access } from '#contract/endpoints/endpoint.ts'

const PROBLEM = {
  description: 'The request was refused: what is wrong, field by field, in the requested language.',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
}

/**
 * Describes every route from its own schemas: access comes from its `access`, refusals are always problems.
 */
export async function registerOpenapi(app: FastifyInstance): Promise<void> {
  const { $schema: _, ...problem } = z.toJSONSchema(Problem)
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: '爱购保分销商门户',
        version: '1.0.0',
        description:
          'JSON in and out; amounts in fen; days of Asia/Shanghai. A mutation with a session needs JSON and the portal’s own Origin.',
      },
      components: {
        securitySchemes: {
          session: {
            type: 'apiKey',
            in: 'cookie',
            name: 'session',
            description: 'Set by POST /api/session.',
          },
          bearer: {
            type: 'http',
            scheme: 'bearer',
            description: 'The token of a customer’s page or of a frame.',
          },
          partner: {
            type: 'http',
            scheme: 'bearer',
            bearerFormat: 'JWT',
            description:
              'Signed with HS256 by a key of the partner: iss the site’s ID, aud <portal>/api/partner/v1, exp − iat ≤ 300 seconds.',
          },
          signature: {
            type: 'apiKey',
            in: 'header',
            name: 'webhook-signature',
            description: 'Standard Webhooks, with webhook-id and webhook-timestamp.',
          },
        },
        schemas: { Problem: problem as object },
      },
    },
    transform: (document) => {
      const { schema, url } = jsonSchemaTransform({ ...document, schema: document.schema ?? { hide: true } })
      if (schema['hide']) return { schema, url }
      const { access, endpoint } = document.route.config ?? {}
      return {
        url,
        schema: {
          tags: [tagOf(url)],
          security: securityOf(access),
          ...(isRole(access) && { description: `For staff, ${access} or above.` }),
          ...(endpoint && { 'x-visibility': endpoint.visibility }),
          ...schema,
          response: {
            ...(schema['response'] ?? { 200: { description: 'OK' } }),
            '4XX': PROBLEM,
            '5XX': PROBLEM,
          },
        },
      }
    },
  })
  app.get(
    '/api/openapi.json',
    {
      config: { access: 'anyone', opened: true },
      schema: { response: { 200: z.record(z.string(), z.unknown()) } },
    },
    () => described(app),
  )
}

/** The whole document: the routes, and the events that go to partners. */
export function described(app: FastifyInstance): Record<string, unknown> {
  return { ...app.swagger(), webhooks: WEBHOOKS }
}

/** States without an event. */
const SILENT = new Set(['draft', 'submitting'])
function webhook(summary: string, event: z.core.$ZodType) {
  const { $schema: _schema, ...schema } = z.toJSONSchema(event)
  return {
    post: {
      tags: ['webhooks'],
      summary,
      description: 'Signed after Standard Webhooks: webhook-id, webhook-timestamp, webhook-signature.',
      security: [{ signature: [] }],
      requestBody: { required: true, content: { 'application/json': { schema } } },
      responses: { '2XX': { description: 'Received. Anything else is repeated for a day.' } },
    },
  }
}
const WEBHOOKS = Object.fromEntries([
  ...ORDER_STATUSES.filter((status) => !SILENT.has(status)).map((status) => [
    `order.${status}`,
    webhook(`An order of the partner is ${status}.`, OrderEvent),
  ]),
  ['purchase.abandoned', webhook('A customer of the partner abandoned a purchase.', PurchaseEvent)],
])

const isRole = (access: Access | undefined) => access && access !== 'anyone' && access !== 'by-route'

function securityOf(access: Access | undefined): Record<string, string[]>[] {
  if (access === 'by-route') return [{ bearer: [] }]
  return isRole(access) ? [{ session: [] }] : []
}

/** The noun of a path: orders of /api/orders/{id}. */
const tagOf = (url: string) => /^\/(?:api\/)?([\w-]+)/.exec(url)?.[1] ?? 'portal'
