import type { FastifyInstance } from 'fastify'

/** Turns true once, before the portal stops listening: whoever sends us work is told to send it elsewhere. */
export type Drain = { begun: boolean }

/** While draining, each answer ends its connection: none is left open when the portal stops listening. */
export function registerDrain(app: FastifyInstance, drain: Drain): void {
  app.addHook('onSend', async (_request, reply) => {
    if (drain.begun) reply.header('connection', 'close')
  })
}
