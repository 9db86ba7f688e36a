import { AsyncLocalStorage } from 'node:async_hooks'
import type { FastifyInstance } from 'fastify'
import { Refusal } from './refusal.ts'

/** Whoever waits at a screen has an answer within ten seconds, however many calls it takes. */
const ANSWER_MS = 9_300

/**
 * A request has to have come whole by then, the largest file on a slow line too: who sends it drop by drop holds a
 * connection for nothing. For its headers Node gives a minute.
 */
export const ARRIVAL_MS = 5 * 60_000

/** A database that hangs answers nothing at all: then we do. What is sent by then goes on. */
const LAST_WORD_MS = 9_800

type Time = { answerBy: number; lastWord: number }
const time = new AsyncLocalStorage<Time>()

/** Gives each request its time; all that it does below can ask how much is left. */
export function registerDeadline(app: FastifyInstance): void {
  app.addHook('onRequest', (_request, _reply, next) => {
    const now = Date.now()
    time.run({ answerBy: now + ANSWER_MS, lastWord: now + LAST_WORD_MS }, next)
  })
  app.addHook('preHandler', (_request, reply, next) => {
    const own = time.getStore()
    const left = () => (own ? own.lastWord - Date.now() : LAST_WORD_MS)
    let timer = setTimeout(speak, left())
    function speak(): void {
      if (left() > 0) timer = setTimeout(speak, left())
      else if (!reply.sent && !reply.raw.headersSent) void reply.send(new Refusal(503, 'unavailable'))
    }
    reply.raw.once('close', () => clearTimeout(timer))
    next()
  })
}

/** Until when the request being served has to be answered, ms since the epoch; undefined outside of one. */
export const answerBy = () => time.getStore()?.answerBy

/** A file on its way through us may take this long from now, ms; it has its own limit. */
export function allowTime(ms: number): void {
  const own = time.getStore()
  if (own) own.lastWord = Math.max(own.lastWord, Date.now() + ms)
}
