import type { FastifyInstance } from 'fastify'
import * as endpoints from '#contract/endpoints/links.ts'
import type { Link } from '#contract/links.ts'
import type { User } from '#contract/session.ts'
import type { Deps } from '../../deps.ts'
import { openCursor, signCursor } from '../../http/cursor.ts'
import { notFound } from '../../http/refusal.ts'
import { route } from '../../http/route.ts'
import { userOf } from '../../http/session.ts'
import { revokeLink } from '../../purchases/change-link.ts'
import { declineLink, renewLink } from '../../purchases/renew-link.ts'
import { createGuesses } from '../../orders/guesses.ts'
import { keyOf } from '../../http/idempotency-key.ts'
import { keepReply, makeLink } from '../../purchases/make-link.ts'
import { listLinks } from './find-links.ts'
import { linksOf, shown, viewLink } from './view-link.ts'

export function registerLinkRoutes(app: FastifyInstance, deps: Deps): void {
  const guesses = createGuesses(deps)
  const one = async (user: User, id: string): Promise<Link> => {
    const row = await shown(linksOf(deps, user)).where('links.id', '=', id).executeTakeFirst()
    if (!row) throw notFound()
    return viewLink(deps, row)
  }

  route(app, endpoints.listLinks, async (request) => {
    const { cursor, ...query } = request.query
    const after = cursor === undefined ? undefined : openCursor(deps, 'links', cursor)
    const { links, next } = await listLinks(deps, userOf(request), query, after)
    return { items: links, nextCursor: next && signCursor(deps, 'links', next) }
  })

  route(app, endpoints.makeLink, async (request) => {
    const user = userOf(request)
    const made = await makeLink(deps, user, request.body, keyOf(request))
    if (made.reply) return made.reply
    const link = await one(user, made.id)
    await keepReply(deps, link)
    return link
  })

  route(app, endpoints.readLink, (request) => one(userOf(request), request.params.id))

  route(app, endpoints.reopenLink, async (request) => {
    const user = userOf(request)
    const { id } = await one(user, request.params.id)
    await guesses.reopen(['link'], id, user.username)
    return one(user, id)
  })

  route(app, endpoints.renewLink, async (request) => {
    const user = userOf(request)
    const { id } = await one(user, request.params.id)
    await renewLink(deps, user, id)
    return one(user, id)
  })

  route(app, endpoints.declineLink, async (request) => {
    const user = userOf(request)
    const { id } = await one(user, request.params.id)
    await declineLink(deps, user, id)
    return one(user, id)
  })

  route(app, endpoints.revokeLink, async (request) => {
    const user = userOf(request)
    const { id } = await one(user, request.params.id)
    await revokeLink(deps, user, id)
    return one(user, id)
  })
}
