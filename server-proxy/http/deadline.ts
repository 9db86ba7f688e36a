import { AsyncLocalStorage } from 'node:async_hooks'
import type { FastifyInstance } from 'fastify'

/** Whoever waits at a screen has an answer within ten seconds, however many calls it takes. */
const ANSWER_MS = 9_300

const until = new AsyncLocalStorage<number>()

/** Gives each request its time; all that it does below can ask how much is left. */
export function registerDeadline(app: FastifyInstance): void {
  app.addHook('onRequest', (_request, _reply, next) => until.run(Date.now() + ANSWER_MS, next))
}

/** Until when the request being served has to be answered, ms since the epoch; undefined outside of one. */
export const answerBy = () => until.getStore()
