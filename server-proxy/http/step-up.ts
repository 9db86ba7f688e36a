import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Kysely } from 'kysely'
import type { Database } from '../store/schema.ts'
import { hasFactor } from './factors/factors.ts'
import { Refusal } from './refusal.ts'

const FRESH_MS = 10 * 60_000

/**
 * Asks for a fresh proof of identity where the endpoint's row says so. The payment system's signed requests have no
 * session and prove themselves.
 */
export function registerStepUp(app: FastifyInstance, { db }: { db: Kysely<Database> }): void {
  app.addHook('onRequest', async (request) => {
    const { stepUp } = request.routeOptions.config.endpoint ?? {}
    if (!request.user || !stepUp || stepUp === 'many') return
    if (await lacksProof(db, request, stepUp)) throw new Refusal(403, 'step-up-required')
  })
}

/** Whether the session's user has to prove their identity again. Without a factor, only `everyone` has to. */
export async function lacksProof(
  db: Kysely<Database>,
  { sessionId }: FastifyRequest,
  stepUp: 'holders' | 'everyone' | 'many',
): Promise<boolean> {
  const session = await db
    .selectFrom('sessions')
    .select('proven_at')
    .select(hasFactor('sessions.user_id').as('holds'))
    .where('id', '=', sessionId)
    .executeTakeFirst()
  if (!session) throw new Refusal(401, 'signed-out')
  return session.proven_at.getTime() < Date.now() - FRESH_MS && (session.holds || stepUp === 'everyone')
}
