import { call, readOptions } from '../../api/call.ts'
import { readEmbedPartner } from '../../contract/endpoints/embed.ts'
import { exchangeReturn } from '../../contract/endpoints/own-order.ts'

export const embedPartnerQuery = (id: string) => ({
  ...readOptions(readEmbedPartner, { params: { id } }),
  staleTime: Number.POSITIVE_INFINITY,
})

/** The token of the customer's order page for that of the return page. */
export const ownTokenQuery = (token: string) => ({
  queryKey: ['embed', 'own', token],
  queryFn: () => call(exchangeReturn, {}, { bearer: token }),
  staleTime: Number.POSITIVE_INFINITY,
})
