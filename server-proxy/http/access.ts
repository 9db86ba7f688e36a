import type { FastifyInstance } from 'fastify'
import type { Role } from '../../src/contract/session.ts'
import { userOf } from './session.ts'

/**
 * Who may ask a route: anyone; staff from a role on; whoever holds a bearer token or signs (the route itself checks,
 * before it looks at the fields).
 */
export type Access = 'anyone' | Role | 'by-route'

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access
  }
}

/**
 * Nothing below /api answers whom it does not know, unless its route says so: a route that does not say who may ask
 * refuses to be registered. The role is checked before anything of the request is looked at.
 */
export function registerAccess(app: FastifyInstance): void {
  app.addHook('onRoute', ({ method, path, config }) => {
    if (path.startsWith('/api/') && !config?.access)
      throw new Error(`${String(method)} ${path} has to say who may ask: config.access`)
  })
  app.addHook('onRequest', async (request) => {
    const { access } = request.routeOptions.config
    if (access && access !== 'anyone' && access !== 'by-route') userOf(request, access)
  })
}
