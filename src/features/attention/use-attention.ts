import { useQuery } from '@tanstack/react-query'
import { readOptions } from '../../api/call.ts'
import { readAttentionOverview } from '../../contract/endpoints/attention.ts'

/** Refetch interval without live events. */
export const LOOK_AGAIN_MS = 15_000

/** Counts of attention items; refetched when an order changes. */
export function useAttentionOverview() {
  return useQuery({
    ...readOptions(readAttentionOverview, {}),
    refetchInterval: LOOK_AGAIN_MS,
  })
}
