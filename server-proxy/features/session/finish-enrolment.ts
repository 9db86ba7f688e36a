import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Transaction } from 'kysely'
import type { Factor, RecoveryCodes } from '#contract/factors.ts'
import type { Deps } from '../../deps.ts'
import { countRecoveryCodes, makeRecoveryCodes } from '../../http/factors/recovery-codes.ts'
import { type Sessions, userOf } from '../../http/session.ts'
import { endSessions } from '../../live/end-sessions.ts'
import { audit } from '../../store/audit.ts'
import type { Database } from '../../store/schema.ts'

/** After a new factor: recovery codes, unless there are some, and one new session, because others began without it. */
export async function finishEnrolment(
  { vault }: Deps,
  sessions: Sessions,
  transaction: Transaction<Database>,
  request: FastifyRequest,
  reply: FastifyReply,
  factor: Factor,
): Promise<RecoveryCodes> {
  const user = userOf(request)
  const known = await countRecoveryCodes(transaction, user.id)
  const codes = known > 0 ? [] : await makeRecoveryCodes(transaction, user.id)
  const sessionsEnded = await endSessions(transaction, user.id)
  await sessions.open(transaction, request, reply, user.id)
  await audit(vault, transaction, {
    actor: user.username,
    act: 'factor-added',
    subject: { kind: 'user', id: user.id },
    detail: { factor, sessionsEnded },
  })
  return { codes }
}
