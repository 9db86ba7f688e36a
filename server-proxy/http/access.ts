import type { FastifyInstance } from 'fastify'
import type { Access } from '#contract/endpoints/endpoint.ts'
import type { Kysely } from 'kysely'
import { audit, type AuditKey } from '../store/audit.ts'
import type { Database } from '../store/schema.ts'
import { Refusal } from './refusal.ts'
import { userOf } from './session.ts'

const TOLD_AGAIN_MS = 60_000
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
type Log = { db: Kysely<Database>; vault: AuditKey }

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access
  }
}

/**
 * Nothing below /api answers whom it does not know, unless its route says so: a route that does not say who may ask
 * refuses to be registered. The role is checked before anything of the request is looked at.
 */
export function registerAccess(app: FastifyInstance, { db, vault }: Log): void {
  app.addHook('onRoute', ({ method, path, config }) => {
    if (path.startsWith('/api/') && !config?.access)
      throw new Error(`${String(method)} ${path} has to say who may ask: config.access`)
  })
  // Who is refused for lack of a role is written down, each route once a minute.
  const told = new Map<string, number>()
  app.addHook('onError', async ({ user, method, routeOptions, params }, _reply, error) => {
    if (!user || !(error instanceof Refusal) || error.code !== 'forbidden') return
    const route = `${method} ${routeOptions.url}`
    const key = `${user.id} ${route}`
    if (Date.now() - (told.get(key) ?? 0) < TOLD_AGAIN_MS) return
    if (told.size > 10_000) told.clear()
    told.set(key, Date.now())
    const { id } = (params ?? {}) as { id?: string }
    const isOrder = id !== undefined && routeOptions.url?.startsWith('/api/orders/:id') && UUID.test(id)
    await audit(vault, db, {
      actor: user.username,
      act: 'access-refused',
      ...(isOrder && { subject: { kind: 'order', id } }),
      detail: { route, role: user.role },
    })
  })
  app.addHook('onRequest', async (request) => {
    const { access } = request.routeOptions.config
    if (access && access !== 'anyone' && access !== 'by-route') userOf(request, access)
  })
}
