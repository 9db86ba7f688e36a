import type { QueryKey } from '@tanstack/react-query'
import { listAttentions, readAttentionOverview } from '../contract/endpoints/attention.ts'
import { listDisclosures, readDisclosure } from '../contract/endpoints/disclosure.ts'
import { readFirstSteps } from '../contract/endpoints/desk.ts'
import type { Endpoint } from '../contract/endpoints/endpoint.ts'
import { listLinks, readLink } from '../contract/endpoints/links.ts'
import { listMembers, readMember } from '../contract/endpoints/members.ts'
import { listOrders, readOrder, readOrderTotals } from '../contract/endpoints/orders.ts'
import { listPartnerEvents, readPartner } from '../contract/endpoints/partners.ts'
import { listDocuments, listProducts, readProduct } from '../contract/endpoints/products.ts'
import type { LiveEvent } from '../contract/live.ts'
import { keyOf } from './call.ts'
import { orderKeys, orderListKeys } from './order-queries.ts'

const keysOf = (...endpoints: Endpoint[]) => endpoints.map((endpoint) => keyOf(endpoint))
/** A link counts its orders, a partner's report sums them. */
const COUNT_ORDERS = keysOf(listLinks, readLink, readPartner)

/**
 * Keys of the queries that show the event's subject. For null, events may have been missed, and the keys are those of
 * all events.
 */
export function shownBy(event: LiveEvent | null): QueryKey[] {
  switch (event?.kind) {
    case 'order':
      return [...orderListKeys, ...orderKeys(event.orderId), ...COUNT_ORDERS]
    case 'attention':
      return [
        ...keysOf(listAttentions, readAttentionOverview, listOrders, readOrderTotals),
        keyOf(readOrder, { params: { id: event.orderId } }),
      ]
    case 'partner':
      return [
        ...keysOf(readAttentionOverview),
        keyOf(readPartner, { params: { id: event.partnerId } }),
        keyOf(listPartnerEvents, { params: { id: event.partnerId } }),
      ]
    case 'member':
      return [
        ...keysOf(listMembers, readFirstSteps),
        keyOf(readMember, { params: { memberId: event.memberId } }),
      ]
    case 'product': {
      const params = { productCode: event.productCode }
      return [
        ...keysOf(listProducts, readFirstSteps),
        keyOf(readProduct, { params }),
        keyOf(listDocuments, { params }),
      ]
    }
    case 'disclosure':
      return keysOf(readDisclosure, listDisclosures, listProducts, readProduct)
    case undefined:
      return [
        ...orderListKeys,
        ...orderKeys(),
        ...COUNT_ORDERS,
        ...keysOf(listPartnerEvents, listMembers, readMember, listProducts, readProduct, listDocuments),
        ...keysOf(readDisclosure, listDisclosures),
      ]
  }
}
