import type { FastifyInstance } from 'fastify'
import * as endpoints from '#contract/endpoints/drafts.ts'
import type { Deps } from '../../deps.ts'
import { notFound } from '../../http/refusal.ts'
import { route } from '../../http/route.ts'
import { userOf } from '../../http/session.ts'
import { deleteDraft, draftContent, draftTitle, saveDraft } from '../../purchases/staff-drafts.ts'
import { readable } from '../../store/readable.ts'

/** Drafts of sales: private to their user, sealed, kept until deleted. */
export function registerDraftRoutes(app: FastifyInstance, deps: Deps): void {
  const { db, vault, log } = deps
  const titleFor = ({ id, title_sealed }: { id: string; title_sealed: Buffer | null }) => {
    const title = readable(log, { table: 'drafts', row: id }, () =>
      title_sealed ? vault.open(draftTitle(id), title_sealed) : '',
    )
    return { title: title ?? '', unreadable: title === null }
  }
  route(app, endpoints.listDrafts, async (request) => {
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
        ...titleFor(row),
        updatedAt: row.updated_at.toISOString(),
      })),
      nextCursor: null,
    }
  })

  route(app, endpoints.readDraft, async (request) => {
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
      content: JSON.parse(vault.open(draftContent(row.id), row.content_sealed)) as Record<string, unknown>,
      orderId: row.order_id,
      refusals,
    }
  })

  route(
    app,
    endpoints.saveDraft,
    async (request) => {
      const saved = await saveDraft(deps, userOf(request).id, request.params.id, request.body.content)
      if (!saved) throw notFound()
    },
    { bodyLimit: 2 * 1024 * 1024 },
  )

  route(app, endpoints.deleteDraft, async (request) => {
    await deleteDraft(db, userOf(request).id, request.params.id)
  })
}
