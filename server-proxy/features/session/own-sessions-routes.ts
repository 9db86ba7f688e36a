import type { FastifyInstance } from 'fastify'
import * as endpoints from '#contract/endpoints/session.ts'
import type { Deps } from '../../deps.ts'
import { hashPassword, verifyPassword } from '../../http/passwords.ts'
import { badField, notFound } from '../../http/refusal.ts'
import { type Sessions, userOf } from '../../http/session.ts'
import { route } from '../../http/route.ts'
import { createThrottle } from '../../http/throttle.ts'
import { setPasswordHash } from '../../http/users.ts'
import { assertStrongPassword } from '../../http/weak-password.ts'
import { endSessions } from '../../live/end-sessions.ts'
import { audit } from '../../store/audit.ts'

/** Users' own accounts: changing the password, ending sessions elsewhere. */
export function registerOwnSessionRoutes(app: FastifyInstance, deps: Deps, sessions: Sessions): void {
  const { db } = deps
  const guesses = createThrottle(deps, 'password', 10, 15 * 60)

  route(app, endpoints.changePassword, async (request, reply) => {
    const user = userOf(request)
    const { current, password } = request.body
    await guesses.count(user.id)
    const { password_hash } = await db
      .selectFrom('users')
      .select('password_hash')
      .where('id', '=', user.id)
      .executeTakeFirstOrThrow()
    if (!(await verifyPassword(password_hash, current))) throw badField('current', 'wrong-password')
    if (password === current) throw badField('password', 'password-same')
    await guesses.clear(user.id)
    await assertStrongPassword(password, user.username)
    const hash = await hashPassword(password)
    await db.transaction().execute(async (transaction) => {
      // False when an admin set another password in the meantime, which stays.
      const changed = { password_hash: hash, password_temporary: false }
      if (!(await setPasswordHash(transaction, user.id, changed, password_hash)))
        throw badField('current', 'wrong-password')
      const ended = await endSessions(transaction, user.id)
      await sessions.open(transaction, request, reply, user.id)
      await audit(deps.vault, transaction, {
        actor: user.username,
        act: 'password-changed',
        subject: { kind: 'user', id: user.id },
        detail: { sessionsEnded: ended },
      })
    })
  })

  route(app, endpoints.listSessions, async (request) => {
    const rows = await db
      .selectFrom('sessions')
      .select(['id', 'agent', 'created_at', 'expires_at'])
      .where('user_id', '=', userOf(request).id)
      .where('expires_at', '>', new Date())
      .orderBy('created_at', 'desc')
      .limit(100)
      .execute()
    return {
      items: rows.map((row) => ({
        id: row.id,
        agent: row.agent,
        createdAt: row.created_at.toISOString(),
        expiresAt: row.expires_at.toISOString(),
        current: row.id === request.sessionId,
      })),
      nextCursor: null,
    }
  })

  /** Ends every session, including this one. */
  route(app, endpoints.endSessions, async (request, reply) => {
    const user = userOf(request)
    await db.transaction().execute(async (transaction) => {
      const ended = await endSessions(transaction, user.id)
      await sessions.close(transaction, request, reply)
      await audit(deps.vault, transaction, {
        actor: user.username,
        act: 'sessions-ended',
        subject: { kind: 'user', id: user.id },
        detail: { sessionsEnded: ended },
      })
    })
  })

  route(app, endpoints.endSession, async (request) => {
    const user = userOf(request)
    await db.transaction().execute(async (transaction) => {
      if ((await endSessions(transaction, user.id, request.params.id)) === 0) throw notFound()
      await audit(deps.vault, transaction, {
        actor: user.username,
        act: 'sessions-ended',
        subject: { kind: 'user', id: user.id },
        detail: { sessionsEnded: 1 },
      })
    })
  })
}
