import { expect, test } from 'vitest'
import { LIVE_KINDS, type LiveEvent } from '../contract/live.ts'
import { shownBy } from './live-queries.ts'

const ORDER_LISTS = [
  '/api/orders',
  '/api/orders/totals',
  '/api/policies',
  '/api/policies/totals',
  '/api/invoices',
  '/api/invoices/totals',
  '/api/attentions',
  '/api/attentions/overview',
  '/api/desk',
  '/api/desk/parties',
  '/api/desk/departures',
  '/api/desk/first-steps',
]
const TABLE: [LiveEvent, string[]][] = [
  [
    { kind: 'order', orderId: 'A', status: 'paid' },
    [
      ...ORDER_LISTS,
      '/api/orders/:id A',
      '/api/orders/:id/calls A',
      '/api/orders/:id/invoices A',
      '/api/links',
      '/api/links/:id',
      '/api/partners/:id',
    ],
  ],
  [
    { kind: 'attention', orderId: 'A' },
    ['/api/attentions', '/api/attentions/overview', '/api/orders', '/api/orders/totals', '/api/orders/:id A'],
  ],
  [
    { kind: 'partner', partnerId: 'P' },
    ['/api/attentions/overview', '/api/partners/:id P', '/api/partners/:id/events P'],
  ],
  [{ kind: 'member', memberId: 'M' }, ['/api/members', '/api/members/:memberId M', '/api/desk/first-steps']],
  [
    { kind: 'product', productCode: '200207' },
    [
      '/api/products',
      '/api/desk/first-steps',
      '/api/products/:productCode 200207',
      '/api/products/:productCode/documents 200207',
    ],
  ],
  [
    { kind: 'disclosure' },
    ['/api/disclosure', '/api/disclosure/versions', '/api/products', '/api/products/:productCode'],
  ],
]

const shown = (event: LiveEvent | null) =>
  shownBy(event).map(([path, params]) => [path, ...Object.values(params ?? {})].join(' '))

test.each(TABLE)('%o invalidates the queries that show it', (event, queries) => {
  expect(shown(event).toSorted()).toEqual(queries.toSorted())
})

test('the table has every kind of event', () => {
  expect(TABLE.map(([{ kind }]) => kind).toSorted()).toEqual([...LIVE_KINDS].toSorted())
})

test('missed events invalidate every query that an event can invalidate', () => {
  const all = new Set(TABLE.flatMap(([, queries]) => queries.map((query) => query.split(' ')[0])))
  expect(shown(null).toSorted()).toEqual([...all].toSorted())
})
