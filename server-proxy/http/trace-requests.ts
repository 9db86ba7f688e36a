import type { FastifyInstance } from 'fastify'
import type { Tracing } from '../gateway/tracing.ts'

/** One span per request, by its route pattern. Register before the hooks whose work belongs to it. */
export function registerTracing(app: FastifyInstance, tracing: Tracing | null): void {
  if (!tracing) return
  app.addHook('onRequest', (request, reply, next) =>
    tracing.serve((end) => {
      reply.raw.once('close', () => {
        const route = request.routeOptions.url ?? 'none'
        const { statusCode } = reply
        const attributes = {
          'http.request.method': request.method,
          'http.route': route,
          'http.response.status_code': statusCode,
          'portal.request_id': request.id,
        }
        end(`${request.method} ${route}`, attributes, statusCode >= 500)
      })
      next()
    }),
  )
}
