import type { FastifyInstance } from 'fastify'

/** Turns true once, before the portal stops listening: whoever sends us work is told to send it elsewhere. */
export type Drain = { begun: boolean }

const SWEEP_MS = 50

/** While draining, each answer ends its connection: none is left open when the portal stops listening. */
export function registerDrain(app: FastifyInstance, drain: Drain): void {
  app.addHook('onSend', (_request, reply, _payload, next) => {
    if (drain.begun) reply.header('connection', 'close')
    next()
  })
  // Node closes what is idle once; what was answering just then would be kept open for its keep-alive, a minute and more.
  app.addHook('preClose', async () => {
    if (!app.server.listening) return
    const sweep = setInterval(() => app.server.closeIdleConnections(), SWEEP_MS)
    app.server.once('close', () => clearInterval(sweep))
  })
}
