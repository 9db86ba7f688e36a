import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { problemOf } from '../../api/problem-text.ts'
import type { Purchase } from '../../contract/purchases.ts'
import { loadApi } from './load-later.ts'

const ASKED_MS = 10_000
const SOON_MS = 2_000
const LATER_MS = 6_000
const LONGEST_MS = 60_000

const keyOf = (bearer: string) => ['purchase', bearer]
/** The document's own response needs no parser: the same build of the portal made both. */
export const firstPurchase = (bearer: string) => ({ queryKey: keyOf(bearer), read })

function read(json: unknown): Purchase {
  const purchase = json as Purchase | null
  if (!purchase?.product) throw new Error('not a purchase')
  return purchase
}

/**
 * The purchase, polled at growing intervals once ordered. Payment status always comes from the platform, because
 * stored data may be outdated.
 */
export function usePurchase(bearer: string) {
  const client = useQueryClient()
  const key = keyOf(bearer)
  const purchase = useQuery({
    queryKey: key,
    queryFn: async () => {
      const { fetchPurchase, refreshPurchase } = await loadApi()
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
    // A page restored from the back-forward cache may be outdated, so it refetches.
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

/** Polling interval in ms after `answers` responses; false once final. */
function paceOf(purchase: Purchase | undefined, answers: number): number | false {
  // Staff may renew the link meanwhile.
  if (purchase?.renewal === 'asked') return ASKED_MS
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
