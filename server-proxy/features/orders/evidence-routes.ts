import { Readable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import * as z from 'zod/mini'
import { CheckEvidence, Evidence, EvidenceVerdict, Recording } from '../../../src/contract/evidence.ts'
import type { Deps } from '../../deps.ts'
import { bytesAnswer } from '../../http/answers.ts'
import { notFound } from '../../http/refusal.ts'
import { userOf } from '../../http/session.ts'
import { audit } from '../../store/audit.ts'
import { evidencePublicKey, isSealed } from '../../store/evidence-seal.ts'
import { readRecording } from '../../store/recording.ts'
import { currentTrail, viewEvidence, writeEvidence } from './evidence.ts'
import { findOrder } from './find-order.ts'

const Id = z.object({ id: z.string() })
type Id = { Params: { id: string } }
const FILE = 'application/x-ndjson'

/**
 * How an order was sold, for managers: whoever sold it may be who is asked about, so a clerk does not see it, and to
 * take it out of the house is an act like any export.
 */
export function registerEvidenceRoutes(app: FastifyInstance, deps: Deps): void {
  app.get<Id>(
    '/api/orders/:id/evidence',
    { config: { access: 'manager' }, schema: { params: Id, response: { 200: Evidence } } },
    async (request) => viewEvidence(deps, await findOrder(deps, userOf(request), request.params.id)),
  )

  app.get<Id>(
    '/api/orders/:id/evidence/file',
    {
      config: { access: 'manager', recorded: true },
      schema: { params: Id, response: bytesAnswer(FILE) },
    },
    async (request, reply) => {
      const { username, ...user } = userOf(request)
      const order = await findOrder(deps, { username, ...user }, request.params.id)
      const trail = await currentTrail(deps, order)
      if (!trail) throw notFound()
      await audit(deps.vault, deps.db, {
        actor: username,
        act: 'evidence-exported',
        subject: { kind: 'order', id: order.id },
        detail: { entries: trail.rows.length },
      })
      return reply
        .type(FILE)
        .header(
          'content-disposition',
          `attachment; filename="evidence-${order.out_serial_no.replace(/\W/g, '')}.evidence"`,
        )
        .send(Readable.from(writeEvidence(deps, order, trail, username)))
    },
  )

  // To watch somebody, even masked, is written down before it is shown.
  app.post<Id>(
    '/api/orders/:id/evidence/replay',
    { config: { access: 'manager' }, schema: { params: Id, response: { 200: Recording } } },
    async (request) => {
      const user = userOf(request)
      const order = await findOrder(deps, user, request.params.id)
      const trail = await currentTrail(deps, order)
      if (!trail) throw notFound()
      await audit(deps.vault, deps.db, {
        actor: user.username,
        act: 'evidence-replayed',
        subject: { kind: 'order', id: order.id },
      })
      return { pieces: await readRecording(deps, trail) }
    },
  )

  // The file itself stays with whoever has it.
  app.post<{ Body: CheckEvidence }>(
    '/api/evidence/check',
    { config: { access: 'manager' }, schema: { body: CheckEvidence, response: { 200: EvidenceVerdict } } },
    (request) => ({
      genuine: isSealed(evidencePublicKey(deps.vault), request.body.digest, request.body.seal),
    }),
  )
}
