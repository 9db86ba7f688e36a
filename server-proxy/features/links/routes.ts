import type { FastifyInstance } from 'fastify'
import * as z from 'zod/mini'
import { Link, LINK_KINDS, LinkList, MakeLink } from '../../../src/contract/links.ts'
import type { User } from '../../../src/contract/session.ts'
import type { Deps } from '../../deps.ts'
import { openCursor, signCursor } from '../../http/cursor.ts'
import { notFound } from '../../http/refusal.ts'
import { userOf } from '../../http/session.ts'
import { audit } from '../../store/audit.ts'
import { makeLink } from './make-link.ts'
import { selectLinks, viewLink } from './view-link.ts'

const Id = z.object({ id: z.uuid() })
type Id = { Params: { id: string } }
const Query = z.object({
  kind: z.optional(z.enum(LINK_KINDS)),
  productCode: z.optional(z.string()),
  cursor: z.optional(z.string()),
})
const PAGE = 50
const config = { access: 'clerk' } as const

/** Purchase links: made, shown again and revoked by staff. */
export function registerLinkRoutes(app: FastifyInstance, deps: Deps): void {
  const one = async (user: User, id: string): Promise<Link> => {
    const row = await selectLinks(deps, user).where('links.id', '=', id).executeTakeFirst()
    if (!row) throw notFound()
    return viewLink(deps, row)
  }

  app.get<{ Querystring: z.infer<typeof Query> }>(
    '/api/links',
    { config, schema: { querystring: Query, response: { 200: LinkList } } },
    async (request) => {
      const { kind, productCode, cursor } = request.query
      let select = selectLinks(deps, userOf(request))
      if (kind) select = select.where('links.kind', '=', kind)
      if (productCode) select = select.where('links.product_code', '=', productCode)
      if (cursor !== undefined) select = select.where('links.id', '<', openCursor(deps, 'links', cursor))
      const rows = await select.limit(PAGE + 1).execute()
      return {
        items: rows.slice(0, PAGE).map((row) => viewLink(deps, row)),
        nextCursor: rows.length > PAGE ? signCursor(deps, 'links', rows[PAGE - 1]?.id ?? '') : null,
      }
    },
  )

  app.post<{ Body: MakeLink }>(
    '/api/links',
    { config, schema: { body: MakeLink, response: { 201: Link } } },
    async (request, reply) => {
      const user = userOf(request)
      return reply.code(201).send(await one(user, await makeLink(deps, user, request.body)))
    },
  )

  app.get<Id>('/api/links/:id', { config, schema: { params: Id, response: { 200: Link } } }, (request) =>
    one(userOf(request), request.params.id),
  )

  app.post<Id>(
    '/api/links/:id/revoke',
    { config, schema: { params: Id, response: { 200: Link } } },
    async (request) => {
      const user = userOf(request)
      const { id } = await one(user, request.params.id)
      await deps.db.transaction().execute(async (transaction) => {
        const revoked = await transaction
          .updateTable('links')
          .set({ revoked_at: new Date(deps.now()) })
          .where('id', '=', id)
          .where('revoked_at', 'is', null)
          .returning('id')
          .executeTakeFirst()
        if (revoked)
          await audit(deps.vault, transaction, {
            actor: user.username,
            act: 'link-revoked',
            subject: { kind: 'link', id },
          })
      })
      return one(user, id)
    },
  )
}
