import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import * as z from 'zod/mini'
import { shownBy } from '../api/live-queries.ts'
import { sessionQuery } from '../api/use-session.ts'
import { streamEvents } from '../contract/endpoints/live.ts'
import { LIVE_KINDS, LiveEvent } from '../contract/live.ts'

/** A tab of an earlier version sends order ids on `portal-live`. */
const CHANNEL = 'portal-live-events'
const AGAIN_MS = 5_000
/** Batches changes within this window, ms. */
const GATHER_MS = 300
/** Above this many events, everything is read again. */
const MOST_GATHERED = 20
/** The BFF sends a heartbeat every 15 s. A stream silent for longer than this is dead. */
const SILENCE_MS = 40_000
/** A stream delivers its first event at once. If it does not, a proxy buffers the stream, and the page polls. */
const FIRST_WORDS_MS = 8_000
const POLL_MS = 20_000

/** Null: events may have been missed. */
type News = LiveEvent | null

/** Rereads what changed on every open page. */
export function useLiveUpdates(): void {
  const client = useQueryClient()
  useEffect(() => listen(client), [client])
}

/** Rereads what changed in batches, each query once. */
function gatherRefetches(client: QueryClient): (news: News) => void {
  const gathered = new Map<string, News>()
  let timer: ReturnType<typeof setTimeout> | undefined
  function read(): void {
    timer = undefined
    const news = gathered.size > MOST_GATHERED ? [null] : [...gathered.values()]
    gathered.clear()
    const keys = new Map(news.flatMap(shownBy).map((key) => [JSON.stringify(key), key]))
    for (const queryKey of keys.values()) void client.invalidateQueries({ queryKey })
  }
  return (news) => {
    gathered.set(JSON.stringify(news), news)
    timer ??= setTimeout(read, GATHER_MS)
  }
}

/** One stream per browser: the tab that holds the lock receives events and forwards them to other tabs. */
export function listen(client: QueryClient): () => void {
  const channel = 'BroadcastChannel' in window ? new BroadcastChannel(CHANNEL) : null
  const ending = new AbortController()
  const { signal } = ending
  const refetch = gatherRefetches(client)
  channel?.addEventListener('message', (event) => refetch(event.data as News))
  const told = (news: News) => {
    channel?.postMessage(news)
    refetch(news)
  }
  const refused = () => void client.invalidateQueries({ queryKey: sessionQuery.queryKey })

  // Web Locks need https or localhost. Otherwise each tab opens its own stream.
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

/** Follows the stream until `signal` aborts. Reopens a rejected stream, which browsers do not retry. */
function follow(signal: AbortSignal, told: (news: News) => void, refused: () => void): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve()
    let source: EventSource
    let again: ReturnType<typeof setTimeout>
    let silence: ReturnType<typeof setTimeout>
    let firstWords: ReturnType<typeof setTimeout>
    let polling: ReturnType<typeof setInterval> | undefined
    let interrupted = false

    /** Rereads everything from time to time while the stream is silent. */
    function poll(): void {
      polling ??= setInterval(() => told(null), POLL_MS)
    }

    function heard(): void {
      clearInterval(polling)
      polling = undefined
      clearTimeout(firstWords)
      listenForSilence()
    }

    function listenForSilence(): void {
      clearTimeout(silence)
      silence = setTimeout(() => {
        interrupted = true
        source.close()
        open()
      }, SILENCE_MS)
    }

    function open(): void {
      source = new EventSource(streamEvents.path)
      clearTimeout(firstWords)
      firstWords = setTimeout(poll, FIRST_WORDS_MS)
      listenForSilence()
      source.addEventListener('heartbeat', heard)
      source.addEventListener('open', () => {
        listenForSilence()
        if (interrupted) told(null)
        interrupted = false
      })
      source.addEventListener('error', () => {
        interrupted = true
        clearTimeout(silence)
        // Not closed: the browser reconnects after the interval set by the BFF.
        if (source.readyState !== EventSource.CLOSED) return
        refused()
        again = setTimeout(open, AGAIN_MS)
      })
      for (const kind of LIVE_KINDS)
        source.addEventListener(kind, (event) => {
          heard()
          const data = JSON.parse(event.data as string) as object
          const parsed = z.safeParse(LiveEvent, { ...data, kind })
          if (parsed.success) told(parsed.data)
        })
    }

    open()
    signal.addEventListener('abort', () => {
      clearTimeout(again)
      clearTimeout(silence)
      clearTimeout(firstWords)
      clearInterval(polling)
      source.close()
      resolve()
    })
  })
}
