import { useQuery } from '@tanstack/react-query'
import { readOptions } from '../../api/call.ts'
import { readAttentionOverview } from '../../contract/endpoints/attention.ts'

/** Without any live message the list and its count are still right within this time. */
export const LOOK_AGAIN_MS = 15_000

/** How much needs attention, and of what; read again with the lists, when an order moves. */
export function useAttentionOverview() {
  return useQuery({
    ...readOptions(readAttentionOverview, {}),
    refetchInterval: LOOK_AGAIN_MS,
  })
}
