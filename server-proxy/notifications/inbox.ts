import type { FastifyInstance } from 'fastify'
import * as z from 'zod/mini'
import type { Deps } from '../deps.ts'
import { notFound } from '../http/refusal.ts'

const EVENTS = { deliver: 'deliver_secret', return: 'return_secret', refund: 'refund_secret' } as const
type Event = keyof typeof EVENTS
const MAX_BYTES = 64 * 1024

/**
 * Where the platform's unsigned notifications arrive (`/notify/:event/:secret`): any content type, any shape up to
 * 64 kB. One is kept and acknowledged, then 7.11 decides; an unknown secret is 404 whatever the body.
 */
export async function registerInbox(app: FastifyInstance, deps: Deps): Promise<void> {
  await app.register((inbox) => {
    inbox.removeAllContentTypeParsers()
    inbox.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: MAX_BYTES }, (_request, body, done) =>
      done(null, body),
    )
    inbox.post<{ Params: { event: string; secret: string } }>(
      '/notify/:event/:secret',
      {
        bodyLimit: MAX_BYTES,
        config: { fromAnywhere: true },
        schema: {
          description:
            'Where the platform sends its notifications; the address of each order is unguessable.',
          consumes: ['*/*'],
          body: z.unknown(),
          response: { 200: z.unknown() },
        },
        onRequest: async (request) => {
          const { event, secret } = request.params
          if (!(event in EVENTS)) throw notFound()
          const row = await deps.db
            .selectFrom('orders')
            .select('id')
            .where(EVENTS[event as Event], '=', secret)
            .executeTakeFirst()
          if (!row) throw notFound()
          request.notifiedOrder = row.id
          // Whatever it calls itself, it is kept as it is; a header that makes no sense is no reason to refuse.
          request.notifiedType = request.headers['content-type']?.slice(0, 200) || null
          request.headers['content-type'] = 'application/octet-stream'
        },
      },
      async (request, reply) => {
        await keep(deps, {
          orderId: request.notifiedOrder,
          event: request.params.event as Event,
          contentType: request.notifiedType,
          body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
        })
        return reply.type('application/json').send(deps.notifyAck)
      },
    )
  })
}

declare module 'fastify' {
  interface FastifyRequest {
    notifiedOrder: string
    /** Its content type as it came. */
    notifiedType: string | null
  }
}

type Notification = { orderId: string; event: Event; contentType: string | null; body: Buffer }

/** The row and the pull that it asks for exist together, or neither does. */
async function keep(
  { db, vault, jobs }: Deps,
  { orderId, event, contentType, body }: Notification,
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await transaction
      .insertInto('notifications')
      .values({
        order_id: orderId,
        event,
        content_type: contentType,
        body_sealed: vault.seal(
          { table: 'notifications', column: 'body', row: orderId },
          body.toString('base64'),
        ),
      })
      .execute()
    await jobs.enqueue('pull-order', { key: orderId, data: { orderId }, in: transaction })
  })
  jobs.wake('pull-order')
}

/**
 * Takes an order's waiting notifications: which events, and the tempOrderCodes they name. Those prove nothing;
 * they are tried while the answer of addTemp is missing. One that is being kept right now, and found this very job
 * still waiting, is waited for: it holds the order's row (its foreign key) until it is committed.
 */
export async function takeNotifications(
  { db, vault }: Pick<Deps, 'db' | 'vault'>,
  orderId: string,
): Promise<{ ids: number[]; events: Event[]; tempOrderCodes: string[] }> {
  const rows = await db.transaction().execute(async (transaction) => {
    await transaction.selectFrom('orders').select('id').where('id', '=', orderId).forUpdate().execute()
    return transaction
      .selectFrom('notifications')
      .select(['id', 'event', 'body_sealed'])
      .where('order_id', '=', orderId)
      .where('handled_at', 'is', null)
      .orderBy('id')
      .limit(100)
      .execute()
  })
  const codes = rows.flatMap((row) => {
    const sealed = vault.open({ table: 'notifications', column: 'body', row: orderId }, row.body_sealed)
    const body = Buffer.from(sealed, 'base64').toString('utf8')
    return [/"?tempOrderCode"?\s*[:=]\s*"?([\w-]{1,64})/.exec(body)?.[1] ?? []].flat()
  })
  return {
    ids: rows.map((row) => row.id),
    events: [...new Set(rows.map((row) => row.event))],
    tempOrderCodes: [...new Set(codes)],
  }
}

export async function settleNotifications(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  ids: number[],
): Promise<void> {
  if (ids.length === 0) return
  await db
    .updateTable('notifications')
    .set({ handled_at: new Date(now()) })
    .where('id', 'in', ids)
    .execute()
}
