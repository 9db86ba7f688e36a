import { AsyncLocalStorage } from 'node:async_hooks'
import { createHash } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { addressKey } from './throttle.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The caller authenticates in another way than the route's access says. */
    noVisitors?: boolean
  }
}

const visitors = new AsyncLocalStorage<string>()

/** Records for all work of a request whether it is anonymous. Register after the sessions. */
export function registerVisitors(app: FastifyInstance): void {
  app.addHook('onRequest', (request, _reply, next) => {
    const { access, noVisitors } = request.routeOptions.config
    const isAnonymous = !noVisitors && (access === 'anyone' || access === 'by-route')
    if (!isAnonymous) return next()
    visitors.run(createHash('sha256').update(addressKey(request.ip)).digest('base64url').slice(0, 22), next)
  })
}

/**
 * The anonymous visitor of the current request as a hash of the address; null for staff, signed callers and
 * jobs.
 */
export const visitor = () => visitors.getStore() ?? null
