import type { FastifyInstance } from 'fastify'
import * as endpoints from '#contract/endpoints/factors.ts'
import type { Deps } from '../../deps.ts'
import { dropTotp, factorsOf, keepTotp, readFactors } from '../../http/factors/factors.ts'
import type { PendingSignIns } from '../../http/factors/pending-sign-ins.ts'
import { createProver } from '../../http/factors/prove.ts'
import { siteOf } from '../../http/factors/site.ts'
import { makeRecoveryCodes } from '../../http/factors/recovery-codes.ts'
import { beginTotp, spendTotp } from '../../http/factors/totp.ts'
import { badField, notFound, Refusal } from '../../http/refusal.ts'
import { route } from '../../http/route.ts'
import { markProven, type Sessions, userOf } from '../../http/session.ts'
import { createThrottle } from '../../http/throttle.ts'
import { audit } from '../../store/audit.ts'
import { finishEnrolment } from './finish-enrolment.ts'
import { viewSession } from './view-session.ts'

/** Second factors: the second step of a sign-in, fresh proofs, and the user's own factors. */
export function registerFactorRoutes(
  app: FastifyInstance,
  deps: Deps,
  sessions: Sessions,
  pending: PendingSignIns,
): void {
  const { db, vault } = deps
  const prove = createProver(deps)
  const confirming = createThrottle(deps, 'confirm-factor', 10, 15 * 60)

  route(app, endpoints.finishSignIn, async (request, reply) => {
    const user = await pending.find(request)
    if (!user) throw new Refusal(401, 'sign-in-expired')
    await prove(user, request.body, siteOf(request, deps.publicUrl))
    await db.transaction().execute(async (transaction) => {
      if (!(await pending.close(transaction, request, reply))) throw new Refusal(401, 'sign-in-expired')
      await sessions.close(transaction, request, reply)
      await sessions.open(transaction, request, reply, user.id)
      await audit(vault, transaction, {
        actor: user.username,
        act: 'sign-in',
        subject: { kind: 'user', id: user.id },
        detail: { factor: request.body.kind },
      })
    })
    return viewSession(deps, user, { mustChangePassword: user.password_temporary, mustEnrolFactor: false })
  })

  route(app, endpoints.proveIdentity, async (request) => {
    const user = userOf(request)
    await prove(user, request.body, siteOf(request, deps.publicUrl))
    await db.transaction().execute(async (transaction) => {
      await markProven(transaction, request)
      await audit(vault, transaction, {
        actor: user.username,
        act: 'identity-proven',
        subject: { kind: 'user', id: user.id },
        detail: { factor: request.body.kind },
      })
    })
  })

  route(app, endpoints.readOwnFactors, (request) => readFactors(db, userOf(request).id))

  route(app, endpoints.beginTotp, (request) => beginTotp(deps, userOf(request)))

  route(app, endpoints.confirmTotp, async (request, reply) => {
    const user = userOf(request)
    await confirming.count(user.id)
    const outcome = await spendTotp(deps, user.id, request.body.code, false)
    if (outcome !== 'right') throw badField('code', 'code-wrong')
    await confirming.clear(user.id)
    return db.transaction().execute(async (transaction) => {
      if (!(await keepTotp(transaction, user.id))) throw new Refusal(409, 'factor-exists')
      return finishEnrolment(deps, sessions, transaction, request, reply, 'totp')
    })
  })

  route(app, endpoints.removeTotp, async (request) => {
    const user = userOf(request)
    await db.transaction().execute(async (transaction) => {
      if (!(await dropTotp(transaction, user.id))) throw notFound()
      await audit(vault, transaction, {
        actor: user.username,
        act: 'factor-removed',
        subject: { kind: 'user', id: user.id },
        detail: { factor: 'totp' },
      })
    })
  })

  route(app, endpoints.renewRecoveryCodes, async (request) => {
    const user = userOf(request)
    return db.transaction().execute(async (transaction) => {
      if ((await factorsOf(transaction, user.id)).length === 0) throw new Refusal(409, 'no-factor')
      const codes = await makeRecoveryCodes(transaction, user.id)
      await audit(vault, transaction, {
        actor: user.username,
        act: 'recovery-codes-made',
        subject: { kind: 'user', id: user.id },
      })
      return { codes }
    })
  })
}
