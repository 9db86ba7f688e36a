import type { FastifyInstance } from 'fastify'
import { findAttempt } from '#contract/endpoints/attempts.ts'
import type { Deps } from '../../deps.ts'
import { route } from '../../http/route.ts'
import { userOf } from '../../http/session.ts'
import { hashesOf } from '../../purchases/support-numbers.ts'
import { findAttempts } from './find-attempts.ts'

/** A customer's attempt for staff, found by the support number that the customer reads out. */
export function registerAttemptRoutes(app: FastifyInstance, deps: Deps): void {
  route(app, findAttempt, async (request) => {
    const hashes = hashesOf(request.params.number)
    return { items: hashes ? await findAttempts(deps, userOf(request), hashes) : [] }
  })
}
