import type { FastifyInstance } from 'fastify'
import type { Access } from '../../src/contract/endpoints/endpoint.ts'
import { userOf } from './session.ts'

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
