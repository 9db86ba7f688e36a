import type { FastifyInstance } from 'fastify'
import * as endpoints from '#contract/endpoints/factors.ts'
import type { Deps } from '../../deps.ts'
import { dropPasskey } from '../../http/factors/factors.ts'
import {
  beginPasskey,
  beginPasskeyProof,
  keepPasskey,
  readRegistration,
  renamePasskey,
} from '../../http/factors/passkeys.ts'
import type { PendingSignIns } from '../../http/factors/pending-sign-ins.ts'
import { siteOf } from '../../http/factors/site.ts'
import { badField, notFound, Refusal } from '../../http/refusal.ts'
import { route } from '../../http/route.ts'
import { type Sessions, userOf } from '../../http/session.ts'
import { audit } from '../../store/audit.ts'
import { finishEnrolment } from './finish-enrolment.ts'

/** Challenges for passkeys, and the user's own passkeys. */
export function registerPasskeyRoutes(
  app: FastifyInstance,
  deps: Deps,
  sessions: Sessions,
  pending: PendingSignIns,
): void {
  const { db, vault } = deps

  route(app, endpoints.beginPasskeySignIn, async (request) => {
    const user = await pending.find(request)
    if (!user) throw new Refusal(401, 'sign-in-expired')
    return beginPasskeyProof(deps, siteOf(request, deps.publicUrl), user.id)
  })

  route(app, endpoints.beginPasskeyProof, (request) =>
    beginPasskeyProof(deps, siteOf(request, deps.publicUrl), userOf(request).id),
  )

  route(app, endpoints.beginPasskey, (request) =>
    beginPasskey(deps, siteOf(request, deps.publicUrl), userOf(request)),
  )

  route(app, endpoints.addPasskey, async (request, reply) => {
    const user = userOf(request)
    const passkey = await readRegistration(deps, siteOf(request, deps.publicUrl), user.id, request.body)
    return db.transaction().execute(async (transaction) => {
      if (!(await keepPasskey(transaction, passkey))) throw badField('registration', 'passkey-refused')
      return finishEnrolment(deps, sessions, transaction, request, reply, 'passkey')
    })
  })

  route(app, endpoints.renamePasskey, async (request) => {
    const { params, body } = request
    if (!(await renamePasskey(deps, userOf(request).id, params.id, body.name))) throw notFound()
  })

  route(app, endpoints.removePasskey, async (request) => {
    const user = userOf(request)
    await db.transaction().execute(async (transaction) => {
      if (!(await dropPasskey(transaction, user.id, request.params.id))) throw notFound()
      await audit(vault, transaction, {
        actor: user.username,
        act: 'factor-removed',
        subject: { kind: 'user', id: user.id },
        detail: { factor: 'passkey' },
      })
    })
  })
}
