import { randomUUID } from 'node:crypto'
import { afterAll } from 'vitest'
import type { Order } from '#contract/orders.ts'
import type { PlacedOrder } from '#contract/place-order.ts'
import { testPortal } from './portal.ts'
import { preparedOrder } from './sale.ts'

/** A portal whose orders get notifications, until the file's tests end. */
export async function notifiedOrders() {
  const portal = await testPortal()
  afterAll(() => portal.close())

  const order = async (id: string) => (await portal.ask('GET', `/api/orders/${id}`)).json<Order>()
  const row = (id: string) =>
    portal.deps.db.selectFrom('orders').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  const place = async () =>
    (
      await portal.ask('POST', '/api/orders', await preparedOrder(portal), {
        'idempotency-key': randomUUID(),
      })
    ).json<PlacedOrder>()
  const notify = (event: string, secret: string, payload: string | Buffer, type = 'application/json') =>
    portal.app.inject({
      method: 'POST',
      url: `/notify/${event}/${secret}`,
      payload,
      headers: { 'content-type': type },
    })

  return { portal, order, row, place, notify }
}
