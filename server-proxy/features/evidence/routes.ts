import { Readable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import * as endpoints from '#contract/endpoints/evidence.ts'
import type { Deps } from '../../deps.ts'
import { notFound } from '../../http/refusal.ts'
import { route } from '../../http/route.ts'
import { userOf } from '../../http/session.ts'
import { audit } from '../../store/audit.ts'
import { evidenceKeys } from '../../evidence/evidence-keys.ts'
import { isSealed } from '../../evidence/evidence-seal.ts'
import { readRecording } from '../../evidence/recording.ts'
import { currentTrail, viewEvidence, writeEvidence } from '../../evidence/export-evidence.ts'
import { openedTo } from '../../orders/openings.ts'
import { sealedUntil } from '../../orders/seal-order.ts'
import { findOrder } from '../../orders/find-order.ts'

const FILE = 'application/x-ndjson'

/**
 * Evidence of a sale, for managers: the clerk who sold it may be its subject. Exporting it is audited like
 * any export.
 */
export function registerEvidenceRoutes(app: FastifyInstance, deps: Deps): void {
  // Public: a verifier has no account, and the public key is not secret.
  route(app, endpoints.listEvidenceKeys, async () => ({
    keys: (await evidenceKeys(deps)).map(({ id, publicKey, addedAt }, place, keys) => ({
      id,
      algorithm: 'Ed25519' as const,
      publicKey,
      from: addedAt.toISOString(),
      until: keys[place - 1]?.addedAt.toISOString() ?? null,
    })),
  }))

  route(app, endpoints.readEvidence, async (request) => {
    const order = await findOrder(deps, userOf(request), request.params.id)
    return viewEvidence(deps, order, order.erased_at && (await sealedUntil(deps.db, order.id)))
  })

  route(app, endpoints.exportEvidence, async (request, reply) => {
    const user = userOf(request)
    const { username } = user
    const order = await findOrder(deps, user, request.params.id)
    const trail = await currentTrail(deps, order)
    if (!trail) throw notFound()
    const isOpened = order.erased_at !== null && (await openedTo(deps, user, order.id, 'evidence'))
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
      .send(Readable.from(writeEvidence(deps, order, trail, username, isOpened)))
  })

  // Replaying a visitor, even masked, is audited before it is shown.
  route(app, endpoints.replayEvidence, async (request) => {
    const user = userOf(request)
    const order = await findOrder(deps, user, request.params.id)
    const trail = await currentTrail(deps, order)
    if (!trail) throw notFound()
    const isOpened = order.erased_at !== null && (await openedTo(deps, user, order.id, 'recording'))
    await audit(deps.vault, deps.db, {
      actor: user.username,
      act: 'evidence-replayed',
      subject: { kind: 'order', id: order.id },
    })
    return { pieces: await readRecording(deps, trail, isOpened) }
  })

  // The file itself stays in the browser.
  route(app, endpoints.checkEvidence, async ({ body: { digest, seal } }) => ({
    genuine: (await evidenceKeys(deps)).some(({ publicKey }) => isSealed(publicKey, digest, seal)),
  }))
}
