import { AsyncLocalStorage } from 'node:async_hooks'
import { createHash } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { addressKey } from './throttle.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Whoever is answered here is staff or a machine that signed, whatever the route's access says. */
    noVisitors?: boolean
  }
}

const visitors = new AsyncLocalStorage<string>()

/** Remembers, for all that a request does, that nobody known asked it. After the sessions. */
export function registerVisitors(app: FastifyInstance): void {
  app.addHook('onRequest', (request, _reply, next) => {
    const { access, noVisitors } = request.routeOptions.config
    const isAnonymous = !noVisitors && (access === 'anyone' || access === 'by-route')
    if (!isAnonymous) return next()
    visitors.run(createHash('sha256').update(addressKey(request.ip)).digest('base64url').slice(0, 22), next)
  })
}

/** Which visitor is being served, as a hash of the address; null for staff, machines that signed, and jobs. */
export const visitor = () => visitors.getStore() ?? null
