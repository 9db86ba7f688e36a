import { Readable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import * as endpoints from '#contract/endpoints/evidence.ts'
import type { Deps } from '../../deps.ts'
import { notFound, Refusal } from '../../http/refusal.ts'
import { route } from '../../http/route.ts'
import { userOf } from '../../http/session.ts'
import { audit } from '../../store/audit.ts'
import { annexNamed, readAnnex } from '../../evidence/annex.ts'
import { evidenceKeys } from '../../evidence/evidence-keys.ts'
import { isSealed } from '../../evidence/evidence-seal.ts'
import { holdsTimestamp } from '../../evidence/stamp-evidence.ts'
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
    keys: (await evidenceKeys(deps)).map(({ id, publicKey, addedAt, until }) => ({
      id,
      algorithm: 'Ed25519' as const,
      publicKey,
      from: addedAt.toISOString(),
      until: until?.toISOString() ?? null,
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

  // It names the people of the sale, so the reason is audited before it is shown.
  route(app, endpoints.readAnnex, async (request) => {
    const user = userOf(request)
    const order = await findOrder(deps, user, request.params.id)
    const trail = await currentTrail(deps, order)
    const sha256 = trail && annexNamed(trail)
    if (!trail || !sha256) throw notFound()
    // Who may not open a sealed order learns nothing of its annex.
    if (
      order.erased_at &&
      (await sealedUntil(deps.db, order.id)) !== null &&
      !(await openedTo(deps, user, order.id, 'annex'))
    )
      throw new Refusal(409, 'not-opened')
    const annex = await readAnnex(deps, trail)
    if ('missing' in annex) throw new Refusal(409, annex.missing)
    await audit(deps.vault, deps.db, {
      actor: user.username,
      act: 'annex-shown',
      subject: { kind: 'order', id: order.id },
      detail: { reason: request.body.reason, sha256 },
    })
    return { name: `annex-${order.out_serial_no.replace(/\W/g, '')}.json`, ...annex }
  })

  // The file itself stays in the browser.
  route(app, endpoints.checkEvidence, async ({ body: { digest, seal, timestamp } }) => {
    const key = (await evidenceKeys(deps)).find(({ publicKey }) => isSealed(publicKey, digest, seal))
    return {
      genuine: key !== undefined,
      keyUntil: key?.until?.toISOString() ?? null,
      stampHolds: timestamp ? holdsTimestamp(timestamp, timestamp.sha256) : null,
    }
  })
}
