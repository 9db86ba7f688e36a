import type { FastifyInstance } from 'fastify'
import * as endpoints from '#contract/endpoints/session.ts'
import type { Deps } from '../../deps.ts'
import { verifyDummyPassword, verifyPassword } from '../../http/passwords.ts'
import { factorsOf, lacksFactor } from '../../http/factors/factors.ts'
import type { PendingSignIns } from '../../http/factors/pending-sign-ins.ts'
import { Refusal } from '../../http/refusal.ts'
import { type Sessions, userOf } from '../../http/session.ts'
import { announce } from '../../live/live.ts'
import { route } from '../../http/route.ts'
import { createAddressThrottle, createThrottle } from '../../http/throttle.ts'
import { audit } from '../../store/audit.ts'
import { viewSession } from './view-session.ts'

/** Failed attempts before a pause, per account and per address. */
const PER_ACCOUNT = 10
const PER_ADDRESS = 50
const PAUSE_SECONDS = 15 * 60

/** Sign-in, current user, sign-out. */
export function registerSessionRoutes(
  app: FastifyInstance,
  deps: Deps,
  sessions: Sessions,
  pending: PendingSignIns,
): void {
  const byAccount = createThrottle(deps, 'login-account', PER_ACCOUNT, PAUSE_SECONDS)
  const byAddress = createAddressThrottle(deps, 'login-address', PER_ADDRESS, PAUSE_SECONDS)

  route(app, endpoints.signIn, async (request, reply) => {
    const { username, password } = request.body
    const account = username.toLowerCase()
    const left = { address: await byAddress.count(request.ip), account: await byAccount.count(account) }

    const user = await deps.db
      .selectFrom('users')
      .select(['id', 'username', 'role', 'password_hash', 'disabled_at', 'password_temporary'])
      .select(lacksFactor.as('mustEnrolFactor'))
      .where(({ fn }) => fn('lower', ['username']), '=', account)
      .executeTakeFirst()
    const right = user
      ? await verifyPassword(user.password_hash, password)
      : await verifyDummyPassword(password)
    if (!user || !right || user.disabled_at) {
      // Without the name of an unknown account: people type passwords there.
      await audit(deps.vault, deps.db, {
        actor: user?.username ?? 'nobody',
        act: 'sign-in-failed',
        ...(user && { subject: { kind: 'user', id: user.id } }),
        detail: {
          ...(user?.disabled_at && { disabled: true }),
          ...(left.account === 0 && { blocked: 'account' }),
          ...(left.address === 0 && { blocked: 'address' }),
        },
      })
      throw new Refusal(401, 'bad-login')
    }
    await byAccount.clear(account)
    await byAddress.forgive(request.ip)
    const secondFactor = await deps.db.transaction().execute(async (transaction) => {
      // The password changed or the account was disabled during the check: start no session.
      const still = await transaction
        .selectFrom('users')
        .select('id')
        .where('id', '=', user.id)
        .where('password_hash', '=', user.password_hash)
        .where('disabled_at', 'is', null)
        .forShare()
        .executeTakeFirst()
      if (!still) throw new Refusal(401, 'bad-login')
      const factors = await factorsOf(transaction, user.id)
      if (factors.length > 0) {
        await pending.open(transaction, reply, user.id)
        return factors
      }
      await sessions.close(transaction, request, reply)
      await sessions.open(transaction, request, reply, user.id)
      await audit(deps.vault, transaction, {
        actor: user.username,
        act: 'sign-in',
        subject: { kind: 'user', id: user.id },
      })
      return null
    })
    if (secondFactor) return reply.code(202).send({ secondFactor })
    const { password_temporary: mustChangePassword, mustEnrolFactor } = user
    return reply.code(200).send(viewSession(deps, user, { mustChangePassword, mustEnrolFactor }))
  })

  route(app, endpoints.readSession, (request) => viewSession(deps, userOf(request), request))

  route(app, endpoints.signOut, async (request, reply) => {
    const { user } = request
    await deps.db.transaction().execute(async (transaction) => {
      await sessions.close(transaction, request, reply)
      if (!user) return
      await announce(transaction, { sessionsOf: user.id })
      await audit(deps.vault, transaction, {
        actor: user.username,
        act: 'sign-out',
        subject: { kind: 'user', id: user.id },
      })
    })
  })
}
