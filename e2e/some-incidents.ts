import type { Page } from '@playwright/test'
import { INTERFACE_NAMES } from '#contract/gateway-health.ts'
import type { Incident } from '#contract/incidents.ts'

const MINUTE_MS = 60_000

/** An outage that lasts, refused keys over days, a stop of the portal, and a short outage of all interfaces. */
export const someIncidents = (orderIds: readonly string[] = []): Incident[] => {
  const ago = (minutes: number) => new Date(Date.now() - minutes * MINUTE_MS).toISOString()
  const orders = Array.from({ length: 12 }, (_, n) => ({
    id: orderIds[n] ?? `order-${n}`,
    number: `SN20261130${String(n).padStart(12, '0')}`,
  }))
  const none = { code: null, interfaces: [], orders: [] }
  return [
    {
      ...none,
      id: '4',
      kind: 'unreachable',
      beganAt: ago(7),
      endedAt: null,
      interfaces: ['getOrderDetail', 'addTemp'],
      orders,
    },
    {
      ...none,
      id: '3',
      kind: 'refused',
      code: '5000',
      beganAt: ago(9_000),
      endedAt: ago(4_500),
      interfaces: ['addTemp'],
      orders: orders.slice(0, 1),
    },
    { ...none, id: '2', kind: 'stopped', beganAt: ago(20_125), endedAt: ago(20_000) },
    {
      ...none,
      id: '1',
      kind: 'unreachable',
      beganAt: ago(43_000.5),
      endedAt: ago(43_000),
      interfaces: [...INTERFACE_NAMES],
    },
  ]
}

/** Answers the page as the portal does after these incidents, which take minutes to come about. */
export const withIncidents = (page: Page, items: Incident[]) =>
  page.route(/\/api\/incidents/, (route) => route.fulfill({ json: { items, nextCursor: null } }))
