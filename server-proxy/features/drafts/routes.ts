import type { FastifyInstance } from 'fastify'
import * as z from 'zod/mini'
import { Draft, DraftList, SaveDraft } from '../../../src/contract/drafts.ts'
import type { Deps } from '../../deps.ts'
import { noAnswer } from '../../http/answers.ts'
import { notFound } from '../../http/refusal.ts'
import { userOf } from '../../http/session.ts'

const Id = z.object({ id: z.string().check(z.regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)) })
type Id = { Params: { id: string } }

const titleOf = (id: string) => ({ table: 'drafts', column: 'title', row: id })
const placeOf = (id: string) => ({ table: 'drafts', column: 'content', row: id })

/** Sales in the making: everybody's own, sealed, kept until they are deleted. */
export function registerDraftRoutes(app: FastifyInstance, { db, vault, now }: Deps): void {
  app.get(
    '/api/drafts',
    { config: { access: 'clerk' }, schema: { response: { 200: DraftList } } },
    async (request) => {
      const rows = await db
        .selectFrom('drafts')
        .select(['id', 'title_sealed', 'updated_at'])
        .where('user_id', '=', userOf(request).id)
        .where('order_id', 'is', null)
        .orderBy('updated_at', 'desc')
        .limit(50)
        .execute()
      return {
        items: rows.map((row) => ({
          id: row.id,
          title: row.title_sealed ? vault.open(titleOf(row.id), row.title_sealed) : '',
          updatedAt: row.updated_at.toISOString(),
        })),
        nextCursor: null,
      }
    },
  )

  app.get<Id>(
    '/api/drafts/:id',
    { config: { access: 'clerk' }, schema: { params: Id, response: { 200: Draft } } },
    async (request) => {
      const row = await db
        .selectFrom('drafts')
        .selectAll()
        .where('id', '=', request.params.id)
        .where('user_id', '=', userOf(request).id)
        .executeTakeFirst()
      if (!row) return { id: request.params.id, content: null, orderId: null, refusals: 0 }
      const { refusals } = await db
        .selectFrom('orders')
        .select(({ fn }) => fn.countAll<number>().as('refusals'))
        .where('created_by', '=', row.user_id)
        .where('status', '=', 'failed')
        .where((where) =>
          where.or([where('idempotency_key', '=', row.id), where('idempotency_key', 'like', `${row.id}.%`)]),
        )
        .executeTakeFirstOrThrow()
      return {
        id: row.id,
        content: JSON.parse(vault.open(placeOf(row.id), row.content_sealed)) as Record<string, unknown>,
        orderId: row.order_id,
        refusals,
      }
    },
  )

  app.put<Id & { Body: SaveDraft }>(
    '/api/drafts/:id',
    {
      config: { access: 'clerk' },
      schema: { params: Id, body: SaveDraft, response: noAnswer },
      bodyLimit: 2 * 1024 * 1024,
    },
    async (request, reply) => {
      const user = userOf(request)
      const { id } = request.params
      const { content } = request.body
      const values = {
        title_sealed: vault.seal(
          titleOf(id),
          typeof content['title'] === 'string' ? content['title'].slice(0, 100) : '',
        ),
        content_sealed: vault.seal(placeOf(id), JSON.stringify(content)),
        updated_at: new Date(now()),
      }
      const saved = await db
        .insertInto('drafts')
        .values({ id, user_id: user.id, ...values, order_id: null })
        .onConflict((conflict) =>
          conflict.column('id').doUpdateSet(values).where('drafts.user_id', '=', user.id),
        )
        .returning('id')
        .executeTakeFirst()
      if (!saved) throw notFound()
      return reply.code(204).send()
    },
  )

  app.delete<Id>(
    '/api/drafts/:id',
    { config: { access: 'clerk' }, schema: { params: Id, response: noAnswer } },
    async (request, reply) => {
      await db
        .deleteFrom('drafts')
        .where('id', '=', request.params.id)
        .where('user_id', '=', userOf(request).id)
        .execute()
      return reply.code(204).send()
    },
  )
}
