import { fetchPurchase } from './api.ts'

/** A purchase that this browser began earlier. Apart from queries.ts, because few customers return. */
export const earlierQuery = (own: string) => ({
  queryKey: ['purchase', own],
  queryFn: () => fetchPurchase(own),
  retry: false,
})
