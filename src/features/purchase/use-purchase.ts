import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { problemOf } from '../../api/problem-text.ts'
import { Purchase } from '../../contract/purchases.ts'
import { fetchPurchase, refreshPurchase } from './api.ts'

const SOON_MS = 2_000
const LATER_MS = 6_000
const LONGEST_MS = 60_000

const keyOf = (bearer: string) => ['purchase', bearer]
export const firstPurchase = (bearer: string) => ({ queryKey: keyOf(bearer), schema: Purchase })

/**
 * Where the purchase stands; followed by itself from the order on, ever more seldom. Whether it is paid is always asked
 * of the platform: what is on file may be older than a payment.
 */
export function usePurchase(bearer: string) {
  const client = useQueryClient()
  const key = keyOf(bearer)
  const purchase = useQuery({
    queryKey: key,
    queryFn: () => {
      const status = client.getQueryData<Purchase>(key)?.order?.status
      return status === 'unpaid' || status === 'paid' ? refreshPurchase(bearer) : fetchPurchase(bearer)
    },
    retry: (count, error) => problemOf(error).code !== 'not-found' && count < 2,
    staleTime: Number.POSITIVE_INFINITY,
    refetchInterval: ({ state }) => paceOf(state.data, state.dataUpdateCount),
    refetchOnWindowFocus: false,
  })
  const order = purchase.data?.order
  const waiting = paceOf(purchase.data, 0) !== false
  const unchecked = order?.status === 'unpaid' && !order.checked

  useEffect(() => {
    if (unchecked) void client.invalidateQueries({ queryKey: keyOf(bearer), exact: true })
  }, [bearer, unchecked, client])

  useEffect(() => {
    if (!waiting) return
    // Back from the cashier: what the page shows may long be over. Out of the back-forward cache it says so at once.
    const shown = (event: Event) => {
      if (document.visibilityState !== 'visible') return
      if (event instanceof PageTransitionEvent && event.persisted)
        client.setQueryData<Purchase>(keyOf(bearer), (data) => data && withoutPayment(data))
      void client.invalidateQueries({ queryKey: keyOf(bearer), exact: true })
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

function withoutPayment(purchase: Purchase): Purchase {
  return purchase.order
    ? { ...purchase, order: { ...purchase.order, checked: false, cashierUrl: null } }
    : purchase
}

/** When to ask again, ms, after `answers` answers; false once nothing changes by itself. */
function paceOf(purchase: Purchase | undefined, answers: number): number | false {
  const slower = answers * 500
  switch (purchase?.order?.status) {
    case 'submitting':
    case 'uncertain':
      return SOON_MS
    case 'unpaid':
    case 'paid':
      return Math.min(LONGEST_MS, LATER_MS + slower)
    default:
      return false
  }
}
