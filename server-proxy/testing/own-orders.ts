import { randomUUID } from 'node:crypto'
import { afterAll } from 'vitest'
import type { OwnOrder } from '#contract/own-order.ts'
import type { PlacedOrder } from '#contract/place-order.ts'
import { testPortal } from './portal.ts'
import { payAsCustomer, preparedOrder, until } from './sale.ts'

/** A portal whose customers have the link of their order, until the file's tests end. */
export async function ownOrders() {
  const portal = await testPortal()
  afterAll(() => portal.close())

  /** A request like a customer's browser: no cookie, no origin, the link's token as a bearer. */
  const asCustomer = (token: string, method: 'GET' | 'POST', path: string, payload?: object) =>
    portal.app.inject({
      method,
      url: path,
      headers: { authorization: `Bearer ${token}` },
      ...(payload && { payload }),
    })
  const own = async (token: string) =>
    (await asCustomer(token, 'POST', '/api/own-order/refresh')).json<OwnOrder>()

  async function place() {
    const placed = (
      await portal.ask('POST', '/api/orders', await preparedOrder(portal), {
        'idempotency-key': randomUUID(),
      })
    ).json<PlacedOrder>()
    const { url } = (await portal.ask('POST', `/api/orders/${placed.id}/own-link`)).json<{ url: string }>()
    return { ...placed, token: url.split('/o/')[1] ?? '' }
  }

  async function issue() {
    const placed = await place()
    await payAsCustomer(placed.cashierUrl ?? '')
    await until(
      () => own(placed.token),
      ({ status }) => status === 'issued',
    )
    return placed
  }

  return { portal, asCustomer, own, place, issue }
}
