import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import * as z from 'zod/mini'
import { refetchOrder, refetchOrderLists } from '../api/order-queries.ts'
import { sessionQuery } from '../api/use-session.ts'
import { streamEvents } from '../contract/endpoints/live.ts'
import { LiveEvent } from '../contract/orders.ts'

const CHANNEL = 'portal-live'
/** What is told where no single order can be named: something may have been missed. */
const ANY = 'any'
const AGAIN_MS = 5_000
/** Moves that come within this time are read once. */
const GATHER_MS = 300
/** More of them than this, and everything is read again. */
const MOST_GATHERED = 20
/** The BFF speaks every 15 s: a stream that is silent for longer is dead, whatever the browser believes. */
const SILENCE_MS = 40_000

/** Orders that moved are read again, on every open page, without a reload. */
export function useLiveUpdates(): void {
  const client = useQueryClient()
  useEffect(() => listen(client), [client])
}

/** Reads again what moved, together for all that move at once. */
function gatherRefetches(client: QueryClient): (orderId: string) => void {
  const moved = new Set<string>()
  let timer: ReturnType<typeof setTimeout> | undefined
  function read(): void {
    timer = undefined
    const ids = [...moved]
    moved.clear()
    void refetchOrderLists(client)
    if (ids.includes(ANY) || ids.length > MOST_GATHERED) return void refetchOrder(client)
    for (const id of ids) void refetchOrder(client, id)
  }
  return (orderId) => {
    moved.add(orderId)
    timer ??= setTimeout(read, GATHER_MS)
  }
}

/** One stream per browser: the tab that holds the lock has it and tells the others. */
export function listen(client: QueryClient): () => void {
  const channel = 'BroadcastChannel' in window ? new BroadcastChannel(CHANNEL) : null
  const ending = new AbortController()
  const { signal } = ending
  const refetch = gatherRefetches(client)
  channel?.addEventListener('message', (event) => refetch(String(event.data)))
  const told = (orderId: string) => {
    channel?.postMessage(orderId)
    refetch(orderId)
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
    let silence: ReturnType<typeof setTimeout>
    let interrupted = false

    function heard(): void {
      clearTimeout(silence)
      silence = setTimeout(() => {
        interrupted = true
        source.close()
        open()
      }, SILENCE_MS)
    }

    function open(): void {
      source = new EventSource(streamEvents.path)
      heard()
      source.addEventListener('heartbeat', heard)
      source.addEventListener('open', () => {
        heard()
        if (interrupted) told(ANY)
        interrupted = false
      })
      source.addEventListener('error', () => {
        interrupted = true
        clearTimeout(silence)
        // Not closed: the browser connects again by itself, when the BFF told it to.
        if (source.readyState !== EventSource.CLOSED) return
        refused()
        again = setTimeout(open, AGAIN_MS)
      })
      source.addEventListener('order', (event) => {
        heard()
        const parsed = z.safeParse(LiveEvent, JSON.parse(event.data as string))
        if (parsed.success) told(parsed.data.orderId)
      })
    }

    open()
    signal.addEventListener('abort', () => {
      clearTimeout(again)
      clearTimeout(silence)
      source.close()
      resolve()
    })
  })
}
