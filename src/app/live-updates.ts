import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import * as z from 'zod/mini'
import { sessionQuery } from '../api/use-session.ts'
import { LiveEvent } from '../contract/orders.ts'

const CHANNEL = 'portal-live'
/** What is told where no single order can be named: something may have been missed. */
const ANY = 'any'
const AGAIN_MS = 5_000

/** Orders that moved are read again, on every open page, without a reload. */
export function useLiveUpdates(): void {
  const client = useQueryClient()
  useEffect(() => listen(client), [client])
}

function refetch(client: QueryClient, orderId: string): void {
  void client.invalidateQueries({ queryKey: ['orders', 'list'] })
  void client.invalidateQueries({
    queryKey: orderId === ANY ? ['orders', 'one'] : ['orders', 'one', orderId],
  })
}

/** One stream per browser: the tab that holds the lock has it and tells the others. */
function listen(client: QueryClient): () => void {
  const channel = 'BroadcastChannel' in window ? new BroadcastChannel(CHANNEL) : null
  const ending = new AbortController()
  const { signal } = ending
  channel?.addEventListener('message', (event) => refetch(client, String(event.data)))
  const told = (orderId: string) => {
    channel?.postMessage(orderId)
    refetch(client, orderId)
  }
  const refused = () => void client.invalidateQueries({ queryKey: sessionQuery.queryKey })

  // No locks on plain http beyond the own machine: then each tab has a stream.
  if ('locks' in navigator)
    navigator.locks
      .request(CHANNEL, { signal }, () => follow(signal, told, refused))
      .catch((error: unknown) => {
        if (!signal.aborted) throw error
      })
  else void follow(signal, told, refused)
  return () => {
    ending.abort()
    channel?.close()
  }
}

/** Follows the stream until `signal` says stop. A browser gives up on a refused stream: then it is asked for again. */
function follow(signal: AbortSignal, told: (orderId: string) => void, refused: () => void): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve()
    let source: EventSource
    let again: ReturnType<typeof setTimeout>
    let interrupted = false

    function open(): void {
      source = new EventSource('/api/events')
      source.addEventListener('open', () => {
        if (interrupted) told(ANY)
        interrupted = false
      })
      source.addEventListener('error', () => {
        interrupted = true
        if (source.readyState !== EventSource.CLOSED) return
        refused()
        again = setTimeout(open, AGAIN_MS)
      })
      source.addEventListener('order', (event) => {
        const parsed = z.safeParse(LiveEvent, JSON.parse(event.data as string))
        if (parsed.success) told(parsed.data.orderId)
      })
    }

    open()
    signal.addEventListener('abort', () => {
      clearTimeout(again)
      source.close()
      resolve()
    })
  })
}
