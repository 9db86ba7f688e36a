import { useQuery } from '@tanstack/react-query'
import { keyOf, readOptions } from '../../api/call.ts'
import { pagesOptions } from '../../api/pages.ts'
import { membersQuery, productsQuery } from '../../api/shared-queries.ts'
import {
  listPartnerEvents,
  listPartners,
  readPartner,
  readPartnerEvent,
  readPlayground,
  listRefusals,
} from '../../contract/endpoints/partners.ts'

export const partnersQuery = readOptions(listPartners, {})
export const partnerQuery = (id: string) => readOptions(readPartner, { params: { id } })

export const playgroundQuery = readOptions(readPlayground, {})

/** Webhook deliveries; `dead`: only those given up. */
export const partnerEventsQuery = (id: string, state?: 'dead') =>
  pagesOptions(listPartnerEvents, { params: { id }, query: { state } })
/** All of a partner's lists of deliveries. */
export const allPartnerEvents = (id: string) => ({ queryKey: keyOf(listPartnerEvents, { params: { id } }) })

/** One of them, as sent and answered. */
export const partnerEventQuery = (id: string, eventId: string) =>
  readOptions(readPartnerEvent, { params: { id, eventId } })

export const refusalsQuery = (id: string) => readOptions(listRefusals, { params: { id } })

/** Options for members and products. */
export function useChoices() {
  const members = useQuery(membersQuery)
  const products = useQuery(productsQuery)
  return { members: members.data?.items ?? [], products: products.data?.items ?? [] }
}
