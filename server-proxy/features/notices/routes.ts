import type { FastifyInstance } from 'fastify'
import * as endpoints from '#contract/endpoints/notices.ts'
import type { Deps } from '../../deps.ts'
import { route } from '../../http/route.ts'
import { userOf } from '../../http/session.ts'
import { listNotices, resendNotice } from './list-notices.ts'
import { readOwnNotices, saveOwnNotices, testOwnMail } from './own-notices.ts'
import { addRobot, changeRobot, listRobots, removeRobot, testRobot } from './robots.ts'
import { endSubscription, readSubscription } from './subscriptions.ts'

export async function registerNoticeRoutes(app: FastifyInstance, deps: Deps): Promise<void> {
  const settings = async () => ({
    mail: deps.mailer && { host: deps.mailer.host, from: deps.mailer.from },
    robots: await listRobots(deps),
  })
  route(app, endpoints.readNoticeSettings, settings)
  route(app, endpoints.addRobot, async (request) => {
    await addRobot(deps, userOf(request), request.body)
    return settings()
  })
  route(app, endpoints.changeRobot, async (request) => {
    await changeRobot(deps, userOf(request), request.params.id, request.body)
    return settings()
  })
  route(app, endpoints.removeRobot, async (request) => {
    await removeRobot(deps, userOf(request), request.params.id)
    return settings()
  })
  route(app, endpoints.testRobot, (request) => testRobot(deps, request.params.id))
  route(app, endpoints.listNotices, (request) => listNotices(deps, request.query))
  route(app, endpoints.resendNotice, (request) => resendNotice(deps, request.params.id))

  route(app, endpoints.readOwnNotices, (request) => readOwnNotices(deps, userOf(request)))
  route(app, endpoints.saveOwnNotices, async (request) => {
    await saveOwnNotices(deps, userOf(request), request.body)
    return readOwnNotices(deps, userOf(request))
  })
  route(app, endpoints.testOwnMail, (request) => testOwnMail(deps, userOf(request)))

  route(app, endpoints.readSubscription, (request) => readSubscription(deps, request.params.token))
  await app.register(async (own) => {
    // Mail programs post a form (RFC 8058); its content says nothing that the address does not.
    own.addContentTypeParser('application/x-www-form-urlencoded', (_request, payload, done) => {
      payload.resume()
      done(null, undefined)
    })
    route(own, endpoints.endSubscription, (request) => endSubscription(deps, request.params.token))
  })
}
