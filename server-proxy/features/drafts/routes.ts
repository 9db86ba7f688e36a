import type { FastifyInstance } from 'fastify'
import * as endpoints from '#contract/endpoints/drafts.ts'
import type { Deps } from '../../deps.ts'
import { notFound, Refusal } from '../../http/refusal.ts'
import { route } from '../../http/route.ts'
import { userOf } from '../../http/session.ts'
import { readable } from '../../store/readable.ts'

const titleOf = (id: string) => ({ table: 'drafts', column: 'title', row: id })
const placeOf = (id: string) => ({ table: 'drafts', column: 'content', row: id })

/** Idempotency keys of the orders that a draft was placed as: its id, and after n refusals `<id>.<n>`. */
const keysOf = (id: string) => [id, ...Array.from({ length: 50 }, (_, n) => `${id}.${n + 1}`)]

/** Sales in the making: everybody's own, sealed, kept until they are deleted. */
export function registerDraftRoutes(app: FastifyInstance, { db, vault, log, now }: Deps): void {
  const titleFor = ({ id, title_sealed }: { id: string; title_sealed: Buffer | null }) => {
    const title = readable(log, { table: 'drafts', row: id }, () =>
      title_sealed ? vault.open(titleOf(id), title_sealed) : '',
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
      content: JSON.parse(vault.open(placeOf(row.id), row.content_sealed)) as Record<string, unknown>,
      orderId: row.order_id,
      refusals,
    }
  })

  route(
    app,
    endpoints.saveDraft,
    async (request) => {
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
      const saved = await db.transaction().execute(async (transaction) => {
        // A page that is still open saves what it shows: not of people who were erased meanwhile.
        const erased = await transaction
          .selectFrom('orders')
          .select('erased_at')
          .where('created_by', '=', user.id)
          .where('idempotency_key', 'in', keysOf(id))
          .forKeyShare()
          .execute()
        if (erased.some(({ erased_at }) => erased_at)) throw new Refusal(409, 'order-erased')
        return transaction
          .insertInto('drafts')
          .values({ id, user_id: user.id, ...values, order_id: null })
          .onConflict((conflict) =>
            conflict.column('id').doUpdateSet(values).where('drafts.user_id', '=', user.id),
          )
          .returning('id')
          .executeTakeFirst()
      })
      if (!saved) throw notFound()
    },
    { bodyLimit: 2 * 1024 * 1024 },
  )

  route(app, endpoints.deleteDraft, async (request) => {
    await db
      .deleteFrom('drafts')
      .where('id', '=', request.params.id)
      .where('user_id', '=', userOf(request).id)
      .execute()
  })
}
