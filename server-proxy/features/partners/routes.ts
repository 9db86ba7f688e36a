import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import * as endpoints from '#contract/endpoints/partners.ts'
import type { Deps } from '../../deps.ts'
import { badField, notFound } from '../../http/refusal.ts'
import { route } from '../../http/route.ts'
import { userOf } from '../../http/session.ts'
import { resendDead, settleDead } from '../../live/dead-events.ts'
import { signDemoToken } from './embed-token.ts'
import { registerLoaderReleases } from './loader-releases.ts'
import { inspectToken } from './inspect-token.ts'
import {
  addPartner,
  addPartnerKey,
  disablePartner,
  findPartner,
  listPartners,
  renewWebhookSecret,
  revokePartnerKey,
  savePartner,
  viewPartner,
} from './partners.ts'
import { listEvents, readEvent, resendEvent } from '../../live/send-event.ts'
import { sendTestEvent } from './test-event.ts'
import { listRefusals } from './token-refusals.ts'

export async function registerPartnerRoutes(app: FastifyInstance, deps: Deps): Promise<void> {
  const loader = await registerLoaderReleases(app, deps)
  const view = async (id: string) => viewPartner(deps, await findPartner(deps, id))

  route(app, endpoints.listPartners, () => listPartners(deps))

  route(app, endpoints.listPartnerNames, async () => ({
    items: await deps.db.selectFrom('partners').select(['id', 'name']).orderBy('name').execute(),
  }))

  route(app, endpoints.addPartner, (request) => addPartner(deps, userOf(request), request.body))

  route(app, endpoints.readPartner, (request) => view(request.params.id))

  route(app, endpoints.savePartner, async (request) => {
    const user = userOf(request)
    await savePartner(deps, user, await findPartner(deps, request.params.id), request.body)
    return view(request.params.id)
  })

  route(app, endpoints.disablePartner, async (request) => {
    const user = userOf(request)
    await disablePartner(deps, user, await findPartner(deps, request.params.id), request.body.disabled)
    return view(request.params.id)
  })

  route(app, endpoints.addPartnerKey, async (request) => {
    const partner = await findPartner(deps, request.params.id)
    return { secret: await addPartnerKey(deps, userOf(request), partner) }
  })

  route(app, endpoints.revokePartnerKey, async (request) => {
    const { id, keyId } = request.params
    await revokePartnerKey(deps, userOf(request), await findPartner(deps, id), keyId)
  })

  route(app, endpoints.renewWebhookSecret, async (request) => {
    const partner = await findPartner(deps, request.params.id)
    return { secret: await renewWebhookSecret(deps, userOf(request), partner) }
  })

  route(app, endpoints.listPartnerEvents, async (request) =>
    listEvents(deps, await findPartner(deps, request.params.id), request.query),
  )

  route(app, endpoints.readPartnerEvent, async (request) =>
    readEvent(deps, await findPartner(deps, request.params.id), request.params.eventId),
  )

  route(app, endpoints.resendPartnerEvent, async (request) => {
    const { id, eventId } = request.params
    await resendEvent(deps, userOf(request), await findPartner(deps, id), eventId)
  })

  route(app, endpoints.resendDeadEvents, async (request) => ({
    events: await resendDead(deps, userOf(request), await findPartner(deps, request.params.id)),
  }))

  route(app, endpoints.settleDeadEvents, async (request) => ({
    events: await settleDead(deps, userOf(request), await findPartner(deps, request.params.id)),
  }))

  route(app, endpoints.listRefusals, async (request) =>
    listRefusals(deps, await findPartner(deps, request.params.id)),
  )

  route(app, endpoints.inspectToken, async (request) =>
    inspectToken(deps, await findPartner(deps, request.params.id), request.body.token),
  )

  route(app, endpoints.sendTestEvent, async (request) =>
    sendTestEvent(deps, userOf(request), await findPartner(deps, request.params.id)),
  )

  route(app, endpoints.readPlayground, () => ({
    demoUrl: deps.demoSite ? `${deps.demoSite}/partner` : null,
    loader,
  }))

  route(app, endpoints.signDemoToken, async (request) => {
    if (!deps.demoSite) throw notFound()
    const partner = await findPartner(deps, request.params.id)
    if (!partner.origins.includes(deps.demoSite)) throw badField('origins', 'outside-origins')
    const token = await signDemoToken(deps, partner, {
      ...request.body,
      origin: deps.demoSite,
      jti: randomUUID(),
    })
    return { token }
  })
}
