import { useQuery } from '@tanstack/react-query'
import { request } from '../../api/request.ts'
import { AttentionOverview } from '../../contract/attention.ts'

/** Without any live message the list and its count are still right within this time. */
export const LOOK_AGAIN_MS = 15_000

/** How much needs attention, and of what; read again with the lists, when an order moves. */
export function useAttentionOverview() {
  return useQuery({
    queryKey: ['orders', 'list', 'attention', 'overview'],
    queryFn: () => request(AttentionOverview, '/api/attentions/overview'),
    refetchInterval: LOOK_AGAIN_MS,
  })
}
