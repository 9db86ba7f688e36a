import { Counter } from 'prom-client'
import type { OnMismatch } from './serialization.ts'

const LOG_AGAIN_MS = 60_000

/** Answers that differed from their schema. They were sent. */
export const answersMismatched = new Counter({
  name: 'portal_answers_mismatched_total',
  help: 'Answers that differed from their schema and were sent without what it does not name',
  registers: [],
})

/** Counts each such answer, and logs a route once a minute. */
export function alarmOfAnswers(log: { error(details: object, message: string): void }): OnMismatch {
  const loggedAt = new Map<string, number>()
  return (route, fields) => {
    answersMismatched.inc()
    if (Date.now() - (loggedAt.get(route) ?? 0) < LOG_AGAIN_MS) return
    loggedAt.set(route, Date.now())
    log.error({ route, fields }, 'an answer differs from its schema')
  }
}

/** For tests: such an answer is a fault. */
export const refuseMismatch: OnMismatch = (route, fields) => {
  throw new Error(`the answer of ${route} differs from its schema: ${fields.join(', ')}`)
}
