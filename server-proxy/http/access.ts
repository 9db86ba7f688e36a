import type { FastifyInstance } from 'fastify'
import type { Access } from '#contract/endpoints/endpoint.ts'
import type { Kysely } from 'kysely'
import { readOrder } from '#contract/endpoints/orders.ts'
import { audit, type AuditKey } from '../store/audit.ts'
import type { Database } from '../store/schema.ts'
import { Refusal } from './refusal.ts'
import { userOf } from './session.ts'

const AUDIT_AGAIN_MS = 60_000
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
type Log = { db: Kysely<Database>; vault: AuditKey }

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access
  }
}

/**
 * Checks who may ask before anything else of a request is read. Fails closed: a route without config.access
 * cannot be registered.
 */
export function registerAccess(app: FastifyInstance, { db, vault }: Log): void {
  app.addHook('onRoute', ({ method, path, config }) => {
    if (path.startsWith('/api/') && !config?.access)
      throw new Error(`${String(method)} ${path} needs config.access`)
  })
  // Audits a refusal for lack of a role, each route and user once a minute.
  const auditedAt = new Map<string, number>()
  app.addHook('onError', async ({ user, method, routeOptions, params }, _reply, error) => {
    if (!user || !(error instanceof Refusal) || error.code !== 'forbidden') return
    const route = `${method} ${routeOptions.url}`
    const key = `${user.id} ${route}`
    if (Date.now() - (auditedAt.get(key) ?? 0) < AUDIT_AGAIN_MS) return
    if (auditedAt.size > 10_000) auditedAt.clear()
    auditedAt.set(key, Date.now())
    const { id } = (params ?? {}) as { id?: string }
    const isOrder = id !== undefined && routeOptions.url?.startsWith(readOrder.path) && UUID.test(id)
    await audit(vault, db, {
      actor: user.username,
      act: 'access-refused',
      ...(isOrder && { subject: { kind: 'order', id } }),
      detail: { route, role: user.role },
    })
  })
  app.addHook('onRequest', async (request) => {
    const { access } = request.routeOptions.config
    if (!access || access === 'anyone' || access === 'by-route') return
    userOf(request, access)
  })
}
