import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { readOptions } from '../../api/call.ts'
import { pagesOptions } from '../../api/pages.ts'
import { listAttentions, readAttentionOverview } from '../../contract/endpoints/attention.ts'
import { ATTENTION_REASONS } from '../../contract/orders.ts'

/** Refetch interval without live events. */
const LOOK_AGAIN_MS = 15_000

export const attentionOverviewQuery = {
  ...readOptions(readAttentionOverview, {}),
  refetchInterval: LOOK_AGAIN_MS,
}

/** The reason in the desk's address. */
export const reasonIn = (search: URLSearchParams) =>
  ATTENTION_REASONS.find((one) => one === search.get('reason'))

/** Items with this reason, or all but those with the others. */
export const attentionsQuery = (reason: string | undefined, without: readonly string[]) => ({
  ...pagesOptions(listAttentions, { query: { reason, without: without.join(',') } }),
  placeholderData: keepPreviousData,
  refetchInterval: LOOK_AGAIN_MS,
})

/** Counts of attention items; refetched when an order changes. */
export const useAttentionOverview = () => useQuery(attentionOverviewQuery)
