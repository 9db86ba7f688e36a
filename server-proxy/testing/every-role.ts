import { createHash, randomBytes, randomUUID } from 'node:crypto'
import type { LightMyRequestResponse } from 'fastify'
import { uuidv7 } from 'uuidv7'
import { afterAll } from 'vitest'
import type { PlacedOrder } from '#contract/place-order.ts'
import { ROLES, type Role } from '#contract/session.ts'
import { testPortal } from './portal.ts'
import { type KnownRoute, pathOf } from './routes.ts'
import { preparedOrder } from './sale.ts'

/** Valid bodies for routes that check the body before the object. */
export const BODIES: Record<string, object> = {
  'PUT /api/drafts/:id': { content: {} },
  'POST /api/orders/:id/copy': { keep: 'people' },
  'POST /api/orders/:id/attention': { reason: 'uncertain' },
  'POST /api/orders/:id/evidence/annex': { reason: 'check' },
  'POST /api/orders/:id/invoice': { invoiceType: 'person', invoiceTitle: '李雷' },
  'POST /api/orders/:id/openings': { ground: '某市中级人民法院 (2031)01刑初1号' },
  'POST /api/orders/:id/payment': { txnStatus: 'paid' },
  'PUT /api/orders/:id/payer': { payer: 'customer' },
}

export const READS = new Set(['GET'])
export const nameOf = ({ method, url }: KnownRoute) => `${method} ${url}`

/** A portal with one user of each role and another clerk, who placed an order, until the file's tests end. */
export async function everyRole() {
  const portal = await testPortal()
  afterAll(() => portal.close())
  const users = new Map<string, string>()
  for (const name of [...ROLES, 'other']) {
    const id = uuidv7()
    users.set(name, id)
    const role = name === 'other' ? 'clerk' : (name as Role)
    await portal.deps.db
      .insertInto('users')
      .values({ id, username: `matrix-${name}`, role, password_hash: '-', disabled_at: null })
      .execute()
  }

  /** A new session for one request, because some requests end it. */
  async function as(name: string): Promise<{ cookie: string }> {
    return (await openSession(name)).headers
  }

  async function openSession(name: string) {
    const token = randomBytes(32).toString('base64url')
    const { id } = await portal.deps.db
      .insertInto('sessions')
      .values({
        token_hash: createHash('sha256').update(token).digest(),
        user_id: users.get(name) ?? '',
        expires_at: new Date(Date.now() + 60_000),
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    return { id, headers: { cookie: `portal-session-80=${token}` } }
  }

  async function ask(
    route: KnownRoute,
    headers: Record<string, string>,
    values: Record<string, string> = {},
  ): Promise<LightMyRequestResponse> {
    const body = READS.has(route.method) ? undefined : (BODIES[nameOf(route)] ?? {})
    return portal.ask(route.method, pathOf(route.url, values), body, { cookie: '', ...headers })
  }

  const order = await preparedOrder(portal)
  const placed = await portal.ask('POST', '/api/orders', order, {
    ...(await as('other')),
    'idempotency-key': randomUUID(),
  })
  const orderId = placed.json<PlacedOrder>().id
  const { url } = (await portal.ask('POST', `/api/orders/${orderId}/own-link`, {})).json<{ url: string }>()
  /** A customer's token of that order. */
  const customer = url.split('/').at(-1) ?? ''
  return { portal, routes: portal.routes, memberId: order.memberId, orderId, customer, as, openSession, ask }
}
