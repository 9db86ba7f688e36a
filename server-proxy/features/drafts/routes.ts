import type { FastifyInstance } from 'fastify'
import * as endpoints from '#contract/endpoints/drafts.ts'
import type { Deps } from '../../deps.ts'
import { route } from '../../http/route.ts'
import { userOf } from '../../http/session.ts'
import {
  deleteDraft,
  draftSummary,
  emptyDraft,
  NO_SUMMARY,
  saveDraft,
  viewDraft,
} from '../../purchases/staff-drafts.ts'
import { readable } from '../../store/readable.ts'

/** Drafts of sales: private to their user, sealed, kept until deleted. */
export function registerDraftRoutes(app: FastifyInstance, deps: Deps): void {
  const { db, log } = deps
  route(app, endpoints.listDrafts, async (request) => {
    const rows = await db
      .selectFrom('drafts')
      .select(['id', 'title_sealed', 'summary_sealed', 'updated_at'])
      .where('user_id', '=', userOf(request).id)
      .where('order_id', 'is', null)
      .where('link_id', 'is', null)
      .where('batch_id', 'is', null)
      .orderBy('updated_at', 'desc')
      .limit(50)
      .execute()
    const products = await db.selectFrom('products').select(['product_code', 'product_name']).execute()
    return {
      items: rows.map((row) => {
        const summary = readable(log, { table: 'drafts', row: row.id }, () => draftSummary(deps, row))
        return {
          id: row.id,
          ...(summary ?? NO_SUMMARY),
          productName:
            products.find(({ product_code }) => product_code === summary?.productCode)?.product_name ?? null,
          unreadable: summary === null,
          updatedAt: row.updated_at.toISOString(),
        }
      }),
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
    return row ? viewDraft(deps, db, row) : emptyDraft(request.params.id)
  })

  route(
    app,
    endpoints.saveDraft,
    async (request) => {
      const { version = 0, content } = request.body
      const { id } = userOf(request)
      return { version: await saveDraft(deps, id, request.params.id, { version, content }) }
    },
    { bodyLimit: 2 * 1024 * 1024 },
  )

  route(app, endpoints.deleteDraft, async (request) => {
    await deleteDraft(db, userOf(request).id, request.params.id)
  })
}
