import { Refusal } from '../http/refusal.ts'

/** A browser has one, whatever tabs it has; so many has nobody's account who works with it. */
export const MOST_OF_USER = 30
/** Of this process: each costs memory, and a question to the database with every heartbeat. */
const MOST = 1_000
const AGAIN_MS = 30_000

/** Ends a stream; its browser opens another one soon, or later: when it made room for somebody. */
type End = (again: 'soon' | 'later') => void

export type OpenStreams = {
  /** Lets one more in; it leaves when it is over. 503 where this process holds as many as it can. */
  enter(userId: string, end: End): { leave(): void }
  endAll(): void
}

/** The streams of this process. A user's oldest makes room for his next: it is the likeliest to be dead already. */
export function createOpenStreams(mostOfUser = MOST_OF_USER, most = MOST): OpenStreams {
  // In the order in which they came.
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
