import type { FastifyInstance } from 'fastify'

/** Set once, before the portal stops listening; answers then tell clients to reconnect elsewhere. */
export type Drain = { begun: boolean }

const SWEEP_MS = 50

/** While draining, each answer closes its connection, so none is open when the portal stops listening. */
export function registerDrain(app: FastifyInstance, drain: Drain): void {
  app.addHook('onSend', (_request, reply, _payload, next) => {
    if (drain.begun) reply.header('connection', 'close')
    next()
  })
  // Node closes idle connections once; one that was answering then would stay open for its keep-alive, a
  // minute or more.
  app.addHook('preClose', async () => {
    if (!app.server.listening) return
    const sweep = setInterval(() => app.server.closeIdleConnections(), SWEEP_MS)
    app.server.once('close', () => clearInterval(sweep))
  })
}
