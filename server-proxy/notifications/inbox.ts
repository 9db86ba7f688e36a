import type { FastifyInstance } from 'fastify'
import { type Kysely, sql, type Transaction } from 'kysely'
import * as z from 'zod/mini'
import type { Deps } from '../deps.ts'
import { notFound } from '../http/refusal.ts'
import { gather } from '../store/gather.ts'
import type { Database } from '../store/schema.ts'
import type { Vault } from '../store/vault/vault.ts'
import { unknownNoted } from './unknown-notifications.ts'

const EVENTS = { deliver: 'deliver_secret', return: 'return_secret', refund: 'refund_secret' } as const
export type NotificationEvent = keyof typeof EVENTS
type Event = NotificationEvent
const SECRET = /^[\w-]{1,64}$/
const MAX_BYTES = 64 * 1024

/**
 * Endpoint of the platform's unsigned notifications (`/notify/:event/:secret`): any content type, any shape up to 64
 * kB. A notification is stored and acknowledged, then 7.11 decides. An unknown secret is 404, regardless of the body.
 */
export async function registerInbox(app: FastifyInstance, deps: Deps): Promise<void> {
  const orderOf = gather((addresses: Address[]) => findOrders(deps, addresses))
  const noteUnknown = unknownNoted(deps.log)
  const keep = gather((notifications: Notification[]) => keepAll(deps, notifications))
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
          description: 'Endpoint for the platform’s notifications; the address of each order is unguessable.',
          consumes: ['*/*'],
          body: z.unknown(),
          response: { 200: z.unknown() },
        },
        onRequest: async (request) => {
          const { event, secret } = request.params
          if (!Object.hasOwn(EVENTS, event) || !SECRET.test(secret)) throw notFound()
          const orderId = await orderOf({ event: event as Event, secret })
          if (!orderId) {
            noteUnknown()
            throw notFound()
          }
          request.notifiedOrder = orderId
          // Any content type is stored. A malformed header is no reason to refuse.
          request.notifiedType = request.headers['content-type']?.slice(0, 200) || null
          request.headers['content-type'] = 'application/octet-stream'
        },
      },
      async (request, reply) => {
        await keep({
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
    /** The raw content type. */
    notifiedType: string | null
  }
}

type Address = { event: Event; secret: string }
type Notification = { orderId: string; event: Event; contentType: string | null; body: Buffer }

/** The order of each address. */
async function findOrders({ db }: Deps, addresses: Address[]): Promise<(string | undefined)[]> {
  const found = new Map<string, string>()
  for (const event of new Set(addresses.map((one) => one.event))) {
    const column = EVENTS[event]
    const rows = await db
      .selectFrom('orders')
      .select(['id', `${column} as secret`])
      .where(column, 'in', [
        ...new Set(addresses.flatMap((one) => (one.event === event ? [one.secret] : []))),
      ])
      .execute()
    for (const { id, secret } of rows) found.set(`${event} ${secret}`, id)
  }
  return addresses.map(({ event, secret }) => found.get(`${event} ${secret}`))
}

/**
 * Stores a batch in one awaited commit. Rows and their pull jobs exist together or not at all. Discards
 * notifications of erased orders: a body can name their people.
 */
async function keepAll({ db, vault, jobs, now }: Deps, notifications: Notification[]): Promise<null[]> {
  // Sorted, so that two processes lock the same orders in the same sequence (no deadlock).
  const orders = [...new Set(notifications.map(({ orderId }) => orderId))].sort()
  const bodies = notifications.map(({ orderId, body }) =>
    vault.seal({ table: 'notifications', column: 'body', row: orderId }, body.toString('base64')),
  )
  const fresh = await db.transaction().execute(async (transaction) => {
    await sql`
      insert into notifications (order_id, event, content_type, body_sealed, received_at)
      select came.order_id, came.event, came.content_type, came.body_sealed, ${new Date(now())}::timestamptz
      from unnest(
        ${notifications.map(({ orderId }) => orderId)}::uuid[], ${notifications.map(({ event }) => event)}::text[],
        ${notifications.map(({ contentType }) => contentType)}::text[], ${bodies}::bytea[]
      ) with ordinality as came (order_id, event, content_type, body_sealed, place)
      join orders on orders.id = came.order_id and erased_at is null
      order by place for key share of orders`.execute(transaction)
    return jobs.enqueueAll(
      'pull-order',
      orders.map((orderId) => ({ key: orderId, data: { orderId } })),
      transaction,
    )
  })
  jobs.wake('pull-order', fresh)
  return notifications.map(() => null)
}

/**
 * Takes an order's next waiting notifications: their events and tempOrderCodes. The codes prove nothing; they
 * are tried while the answer of addTemp is missing. Waits for a notification being stored right now that
 * relies on this job: its foreign key locks the order's row until its commit.
 */
export async function takeNotifications(
  { db, vault }: Pick<Deps, 'db' | 'vault'>,
  orderId: string,
): Promise<{ ids: number[]; events: Event[]; tempOrderCodes: string[] }> {
  const rows = await db.transaction().execute(async (transaction) => {
    // Writes only the lock, so it need not be durable.
    await sql`select set_config('synchronous_commit', 'off', true) from orders where id = ${orderId} for update`.execute(
      transaction,
    )
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
    const body = bodyOf(vault, orderId, row.body_sealed)
    return [/"?tempOrderCode"?\s*[:=]\s*"?([\w-]{1,64})/.exec(body)?.[1] ?? []].flat()
  })
  return {
    ids: rows.map((row) => row.id),
    events: [...new Set(rows.map((row) => row.event))],
    tempOrderCodes: [...new Set(codes)],
  }
}

/** Empty when it does not decrypt: the body is only a hint. */
function bodyOf(vault: Vault, orderId: string, sealed: Buffer): string {
  try {
    const body = vault.open({ table: 'notifications', column: 'body', row: orderId }, sealed)
    return Buffer.from(body, 'base64').toString('utf8')
  } catch {
    return ''
  }
}

/** Marks notifications as handled, inside the caller's transaction. */
export async function markHandled(
  transaction: Transaction<Database>,
  ids: number[],
  handledAt: Date,
): Promise<void> {
  await transaction
    .updateTable('notifications')
    .set({ handled_at: handledAt })
    .where('id', 'in', ids)
    .execute()
}

export type Unweighed = { id: number; event: Event; received_at: Date }

/** Notifications of an order that no answer of the platform has been compared with, newest first. */
export async function unweighed(db: Kysely<Database>, orderId: string): Promise<Unweighed[]> {
  return db
    .selectFrom('notifications')
    .select(['id', 'event', 'received_at'])
    .where('order_id', '=', orderId)
    .where('weighed_at', 'is', null)
    .orderBy('received_at', 'desc')
    .execute()
}

/** When the last return notification since then came; null when none waits for the platform's answer. */
export async function returnNotifiedAt(
  db: Kysely<Database>,
  orderId: string,
  since: Date,
): Promise<Date | null> {
  const waiting = await unweighed(db, orderId)
  return (
    waiting.find(({ event, received_at }) => event === 'return' && received_at >= since)?.received_at ?? null
  )
}

/** Return notifications from before a surrender say nothing about it. */
export async function passOverReturns(
  transaction: Transaction<Database>,
  orderId: string,
  at: Date,
): Promise<void> {
  await transaction
    .updateTable('notifications')
    .set({ weighed_at: at })
    .where('order_id', '=', orderId)
    .where('weighed_at', 'is', null)
    .where('event', '=', 'return')
    .execute()
}

export async function markWeighed(db: Kysely<Database>, ids: number[], at: Date): Promise<void> {
  if (ids.length === 0) return
  await db.updateTable('notifications').set({ weighed_at: at }).where('id', 'in', ids).execute()
}
