import type { QueryClient } from '@tanstack/react-query'
import { listAttentions, readAttentionOverview } from '../contract/endpoints/attention.ts'
import { readDepartures, readDesk, readDeskParties, readFirstSteps } from '../contract/endpoints/desk.ts'
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
import { keyOf, readOptions } from './call.ts'

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
  readDeskParties,
  readDepartures,
  readFirstSteps,
]
/** Queries that show one order. */
const DETAILS = [readOrder, listCalls, listOrderInvoices]

export const orderQuery = (id: string) => readOptions(readOrder, { params: { id } })

export const orderListKeys = LISTS.map((endpoint) => keyOf(endpoint))
/** Of any order if no id is given. */
export const orderKeys = (id?: string) =>
  DETAILS.map((endpoint) => keyOf(endpoint, id === undefined ? {} : { params: { id } }))

export async function refetchOrderLists(client: QueryClient): Promise<void> {
  await Promise.all(orderListKeys.map((queryKey) => client.invalidateQueries({ queryKey })))
}

/** Puts the order returned by an action into the query cache. */
export function showOrder(client: QueryClient, order: Order): Promise<void> {
  client.setQueryData(orderQuery(order.id).queryKey, order)
  return refetchOrderLists(client)
}
