import type { User } from '#contract/session.ts'

export type Found = User & { sessionId: string; seenAt: Date }
type Known = { until: number; found: Promise<Found | undefined> }
/** What every process tells the others when sessions end. */
export type SessionNews = {
  onSessionsEnded(listener: (userId: string) => void): () => void
  onGap(listener: () => void): () => void
}

/** A session that ended is dead within a second in every process, also where the word about it was lost. */
const KEPT_MS = 500
const MOST = 10_000

export type KnownSessions = {
  /** What `find` answers for the session of this hash, or answered less than half a second ago. */
  get(hash: string, find: () => Promise<Found | undefined>): Promise<Found | undefined>
  /** Sessions may have ended here: everything is asked again. */
  forget(): void
  stop(): void
}

/**
 * Spares a page that asks several things at once the same question to the database. Only sessions that are open are
 * kept; an end of any, here or in another process, forgets them all, and with them what is being asked just then.
 */
export function createKnownSessions(news: SessionNews): KnownSessions {
  const known = new Map<string, Known>()
  const forget = () => known.clear()
  const unhear = [news.onSessionsEnded(forget), news.onGap(forget)]
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
      for (const stop of unhear) stop()
    },
  }
}
