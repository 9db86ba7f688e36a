import { AsyncLocalStorage } from 'node:async_hooks'
import type { FastifyInstance } from 'fastify'
import { Refusal } from './refusal.ts'

/** Every screen request is answered within ten seconds, however many calls it takes. */
const ANSWER_MS = 9_300

/**
 * A request, up to the largest file on a slow line, must have arrived by then: prevents slow uploads from
 * holding connections. Node allows a minute for headers.
 */
export const ARRIVAL_MS = 5 * 60_000

/** Final deadline for a database that hangs. Calls already sent continue. */
const FINAL_ANSWER_MS = 9_800

type Time = { answerBy: number; lastWord: number }
const time = new AsyncLocalStorage<Time>()

/** Gives each request a deadline that all its work can read. */
export function registerDeadline(app: FastifyInstance): void {
  app.addHook('onRequest', (_request, _reply, next) => {
    const now = Date.now()
    time.run({ answerBy: now + ANSWER_MS, lastWord: now + FINAL_ANSWER_MS }, next)
  })
  app.addHook('preHandler', (_request, reply, next) => {
    const own = time.getStore()
    const left = () => (own ? own.lastWord - Date.now() : FINAL_ANSWER_MS)
    let timer = setTimeout(speak, left())
    function speak(): void {
      if (left() > 0) timer = setTimeout(speak, left())
      else if (!reply.sent && !reply.raw.headersSent) void reply.send(new Refusal(503, 'unavailable'))
    }
    reply.raw.once('close', () => clearTimeout(timer))
    next()
  })
}

/** Deadline of the current request, ms since the epoch; undefined outside of a request. */
export const answerBy = () => time.getStore()?.answerBy

/** Extends the deadline for passing a file on, ms from now; the file has its own limit. */
export function allowTime(ms: number): void {
  const own = time.getStore()
  if (own) own.lastWord = Math.max(own.lastWord, Date.now() + ms)
}
