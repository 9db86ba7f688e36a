import type { QueryClient } from '@tanstack/react-query'
import { listAttentions, readAttentionOverview } from '../contract/endpoints/attention.ts'
import { readDesk } from '../contract/endpoints/desk.ts'
import { countInvoices, listInvoices } from '../contract/endpoints/invoices.ts'
import {
  listCalls,
  listOrderInvoices,
  listOrders,
  readOrder,
  readOrderTotals,
} from '../contract/endpoints/orders.ts'
import { countPolicies, listPolicies } from '../contract/endpoints/policies.ts'
import type { Order } from '../contract/orders.ts'
import { keyOf } from './call.ts'

/** Queries of every list, count and figure that shows orders. */
const LISTS = [
  listOrders,
  readOrderTotals,
  listPolicies,
  countPolicies,
  listInvoices,
  countInvoices,
  listAttentions,
  readAttentionOverview,
  readDesk,
]
/** Queries that show one order. */
const DETAILS = [readOrder, listCalls, listOrderInvoices]

export async function refetchOrderLists(client: QueryClient): Promise<void> {
  await Promise.all(LISTS.map((endpoint) => client.invalidateQueries({ queryKey: keyOf(endpoint) })))
}

/** Invalidates the queries that show this order, or any order if no id is given. */
export async function refetchOrder(client: QueryClient, id?: string): Promise<void> {
  const input = id === undefined ? {} : { params: { id } }
  await Promise.all(DETAILS.map((endpoint) => client.invalidateQueries({ queryKey: keyOf(endpoint, input) })))
}

/** Puts the order returned by an action into the query cache. */
export function showOrder(client: QueryClient, order: Order): Promise<void> {
  client.setQueryData(keyOf(readOrder, { params: { id: order.id } }), order)
  return refetchOrderLists(client)
}
