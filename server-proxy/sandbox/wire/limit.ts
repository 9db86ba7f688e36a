const WINDOW_MS = 60_000

/**
 * A sliding window log: at most `max()` calls in any 60 s. Returns false, without counting, when it is full.
 */
export function slidingLog(max: () => number, now: () => number): () => boolean {
  let calls: number[] = []
  let first = 0
  return () => {
    const at = now()
    while (first < calls.length && (calls[first] ?? at) <= at - WINDOW_MS) first++
    if (first > 4_096) {
      calls = calls.slice(first)
      first = 0
    }
    if (calls.length - first >= max()) return false
    calls.push(at)
    return true
  }
}
