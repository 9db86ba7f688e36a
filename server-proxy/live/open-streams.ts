import { Refusal } from '../http/refusal.ts'

/** A browser has one stream for all its tabs; no user works in this many browsers. */
export const MAX_STREAMS_PER_USER = 30
/** Maximum streams of this process: each costs memory and a query with every heartbeat. */
const MOST = 1_000
const AGAIN_MS = 30_000

/** Ends a stream. Its browser reconnects soon, or later when it was evicted. */
type End = (again: 'soon' | 'later') => void

export type OpenStreams = {
  /** Registers a stream; `leave` removes it. 503 at the process's maximum. */
  enter(userId: string, end: End): { leave(): void }
  endAll(): void
}

/**
 * The open streams of this process. A user's oldest is evicted for a new one, because it is most likely dead.
 */
export function createOpenStreams(mostOfUser = MAX_STREAMS_PER_USER, most = MOST): OpenStreams {
  // In order of arrival.
  const open = new Set<{ userId: string; end: End }>()
  return {
    enter(userId, end) {
      const own = [...open].filter((stream) => stream.userId === userId)
      if (own.length >= mostOfUser) own[0]?.end('later')
      else if (open.size >= most) throw new Refusal(503, 'too-many-requests', { retryAfterMs: AGAIN_MS })
      const stream = { userId, end }
      open.add(stream)
      return { leave: () => void open.delete(stream) }
    },
    endAll() {
      for (const { end } of open) end('soon')
    },
  }
}
