import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { problemOf } from '../../api/problem-text.ts'
import type { Purchase } from '../../contract/purchases.ts'
import { fetchPurchase, refreshPurchase } from './api.ts'

const SOON_MS = 2_000
const LATER_MS = 6_000

const keyOf = (bearer: string) => ['purchase', bearer]

/** Where the purchase stands; followed by itself from the order on, and asked anew when the page is shown again. */
export function usePurchase(bearer: string) {
  const client = useQueryClient()
  const purchase = useQuery({
    queryKey: keyOf(bearer),
    queryFn: () => fetchPurchase(bearer),
    retry: (count, error) => problemOf(error).code !== 'not-found' && count < 2,
    staleTime: Number.POSITIVE_INFINITY,
    refetchInterval: ({ state }) => paceOf(state.data),
    refetchOnWindowFocus: false,
  })
  const waiting = paceOf(purchase.data) !== false

  useEffect(() => {
    if (!waiting) return
    // Back from the cashier, or a page out of the back-forward cache: what it shows may long be over.
    const shown = () => {
      if (document.visibilityState !== 'visible') return
      refreshPurchase(bearer).then(
        (data) => client.setQueryData(keyOf(bearer), data),
        () => client.invalidateQueries({ queryKey: keyOf(bearer) }),
      )
    }
    addEventListener('pageshow', shown)
    document.addEventListener('visibilitychange', shown)
    return () => {
      removeEventListener('pageshow', shown)
      document.removeEventListener('visibilitychange', shown)
    }
  }, [bearer, waiting, client])

  return {
    ...purchase,
    set: (data: Purchase, under = bearer) => client.setQueryData(keyOf(under), data),
  }
}

function paceOf(purchase: Purchase | undefined): number | false {
  switch (purchase?.order?.status) {
    case 'submitting':
    case 'uncertain':
      return SOON_MS
    case 'unpaid':
    case 'paid':
      return LATER_MS
    default:
      return false
  }
}
