import type { User } from '#contract/session.ts'

export type Found = User & {
  sessionId: string
  seenAt: Date
  mustChangePassword: boolean
  mustEnrolFactor: boolean
}
type Known = { until: number; found: Promise<Found | undefined> }
/** Notifications of ended sessions between processes. */
export type SessionNews = {
  onSessionsEnded(listener: (userId: string) => void): () => void
  onGap(listener: () => void): () => void
}

/** An ended session is dead within a second in every process, even when its notification is lost. */
const KEPT_MS = 500
const MOST = 10_000

export type KnownSessions = {
  /** The result of `find` for the session of this hash, cached for half a second. */
  get(hash: string, find: () => Promise<Found | undefined>): Promise<Found | undefined>
  /** Clears the cache after a session may have ended here. */
  forget(): void
  stop(): void
}

/**
 * Caches open sessions briefly, for pages that send several requests at once. Any session's end, in any
 * process, clears the cache and discards look-ups in flight.
 */
export function createKnownSessions(news: SessionNews): KnownSessions {
  const known = new Map<string, Known>()
  const forget = () => known.clear()
  const unsubscribes = [news.onSessionsEnded(forget), news.onGap(forget)]
  return {
    get(hash, find) {
      const kept = known.get(hash)
      if (kept && kept.until > performance.now()) return kept.found
      if (known.size >= MOST) forget()
      const asked: Known = { until: performance.now() + KEPT_MS, found: find() }
      known.set(hash, asked)
      const drop = () => void (known.get(hash) === asked && known.delete(hash))
      asked.found.then((found) => found ?? drop(), drop)
      return asked.found
    },
    forget,
    stop() {
      for (const stop of unsubscribes) stop()
    },
  }
}
