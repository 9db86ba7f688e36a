import type { QueryClient } from '@tanstack/react-query'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import * as z from 'zod/mini'
import { LiveEvent } from '../contract/orders.ts'

const CHANNEL = 'portal-live'

/** Orders that moved are read again, on every open page, without a reload. */
export function useLiveUpdates(): void {
  const client = useQueryClient()
  useEffect(() => listen((orderId) => refetch(client, orderId)), [client])
}

function refetch(client: QueryClient, orderId: string): void {
  void client.invalidateQueries({ queryKey: ['orders', 'list'] })
  void client.invalidateQueries({ queryKey: ['orders', 'one', orderId] })
}

/** One stream per browser: the tab that holds the lock has it and tells the others. */
function listen(moved: (orderId: string) => void): () => void {
  const channel = 'BroadcastChannel' in window ? new BroadcastChannel(CHANNEL) : null
  const ending = new AbortController()
  channel?.addEventListener('message', (event) => moved(String(event.data)))

  function lead(): Promise<void> {
    const source = new EventSource('/api/events')
    source.addEventListener('order', (event) => {
      const parsed = z.safeParse(LiveEvent, JSON.parse(event.data as string))
      if (!parsed.success) return
      channel?.postMessage(parsed.data.orderId)
      moved(parsed.data.orderId)
    })
    return new Promise((resolve) => {
      ending.signal.addEventListener('abort', () => {
        source.close()
        resolve()
      })
    })
  }

  // No locks on plain http beyond the own machine: then each tab has a stream.
  const leading =
    'locks' in navigator ? navigator.locks.request(CHANNEL, { signal: ending.signal }, lead) : lead()
  leading.catch(() => {})
  return () => {
    ending.abort()
    channel?.close()
  }
}
