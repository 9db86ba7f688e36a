import { AsyncLocalStorage } from 'node:async_hooks'
import type { FastifyInstance } from 'fastify'
import { Refusal } from './refusal.ts'

/** Whoever waits at a screen has an answer within ten seconds, however many calls it takes. */
const ANSWER_MS = 9_300

const until = new AsyncLocalStorage<number>()

/** A database that hangs answers nothing at all: then we do. What is sent by then goes on. */
const LAST_WORD_MS = 9_800

/** Gives each request its time; all that it does below can ask how much is left. */
export function registerDeadline(app: FastifyInstance): void {
  app.addHook('onRequest', (_request, _reply, next) => until.run(Date.now() + ANSWER_MS, next))
  app.addHook('preHandler', async (_request, reply) => {
    const timer = setTimeout(() => {
      if (!reply.sent && !reply.raw.headersSent) void reply.send(new Refusal(503, 'unavailable'))
    }, LAST_WORD_MS)
    reply.raw.once('close', () => clearTimeout(timer))
  })
}

/** Until when the request being served has to be answered, ms since the epoch; undefined outside of one. */
export const answerBy = () => until.getStore()
