import type { FastifyInstance } from 'fastify'
import { RateLimiterPostgres } from 'rate-limiter-flexible'
import { Session, SignIn } from '../../../src/contract/session.ts'
import type { Deps } from '../../deps.ts'
import { verifyNothing, verifyPassword } from '../../http/passwords.ts'
import { Refusal } from '../../http/refusal.ts'
import { type Sessions, userOf } from '../../http/session.ts'
import { announce } from '../../notifications/live.ts'

/** Failed attempts before a pause, per account and per address. */
const PER_ACCOUNT = { points: 10, duration: 15 * 60 }
const PER_ADDRESS = { points: 50, duration: 15 * 60 }

/** Sign-in, who am I, sign-out. */
export function registerSessionRoutes(app: FastifyInstance, deps: Deps, sessions: Sessions): void {
  const table = {
    storeClient: deps.pool,
    tableName: 'throttles',
    tableCreated: true,
    clearExpiredByTimeout: true,
  }
  const byAccount = new RateLimiterPostgres({ ...table, keyPrefix: 'login-account', ...PER_ACCOUNT })
  const byAddress = new RateLimiterPostgres({ ...table, keyPrefix: 'login-address', ...PER_ADDRESS })

  app.post<{ Body: SignIn }>(
    '/api/session',
    { schema: { body: SignIn, response: { 200: Session } } },
    async (request, reply) => {
      const { username, password } = request.body
      const account = username.toLowerCase()
      for (const [limiter, key] of [
        [byAccount, account],
        [byAddress, request.ip],
      ] as const) {
        const used = await limiter.get(key)
        if (used && used.consumedPoints >= limiter.points)
          throw new Refusal(429, 'too-many-requests', { retryAfterMs: used.msBeforeNext })
      }

      const user = await deps.db
        .selectFrom('users')
        .select(['id', 'username', 'role', 'password_hash'])
        .where(({ fn }) => fn('lower', ['username']), '=', account)
        .where('disabled_at', 'is', null)
        .executeTakeFirst()
      const right = user ? await verifyPassword(user.password_hash, password) : await verifyNothing(password)
      if (!user || !right) {
        // A limiter rejects with its own result once the points are used; the next attempt is told.
        await Promise.allSettled([byAccount.consume(account), byAddress.consume(request.ip)])
        throw new Refusal(401, 'bad-login')
      }
      await byAccount.delete(account)
      await sessions.close(request, reply)
      await sessions.open(reply, user.id)
      return { user: { id: user.id, username: user.username, role: user.role }, sandbox: deps.sandbox }
    },
  )

  app.get('/api/session', { schema: { response: { 200: Session } } }, async (request) => ({
    user: userOf(request),
    sandbox: deps.sandbox,
  }))

  app.delete('/api/session', async (request, reply) => {
    await sessions.close(request, reply)
    if (request.user) await announce(deps.db, { sessionsOf: request.user.id })
    return reply.code(204).send()
  })
}
