/** How long a hanging question blocks the others, ms. */
const TIMEOUT_MS = 2_000

type Lane<Answer> = { running: Promise<Answer>; next: Promise<Answer> | null }

/**
 * Coalesces identical questions: those that arrive during an answer share the next one, which starts after
 * all of them arrived. So no answer is older than its question, and nothing is cached. A failure affects only
 * those who share it.
 */
export function nextBatch<Answer>(
  timeoutMs = TIMEOUT_MS,
): (key: string, ask: () => Promise<Answer>) => Promise<Answer> {
  const lanes = new Map<string, Lane<Answer>>()

  function begin(key: string, ask: () => Promise<Answer>): Promise<Answer> {
    const lane: Lane<Answer> = { running: ask(), next: null }
    lanes.set(key, lane)
    // With a next question waiting, the lane stays for those who still join it.
    const over = () => void (lane.next === null && lanes.get(key) === lane && lanes.delete(key))
    lane.running.then(over, over)
    return lane.running
  }

  return (key, ask) => {
    const lane = lanes.get(key)
    if (!lane) return begin(key, ask)
    lane.next ??= endOf(lane.running, timeoutMs).then(() => begin(key, ask))
    return lane.next
  }
}

/** Resolves when `work` has settled or taken too long. */
export function endOf(work: Promise<unknown>, timeoutMs: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, timeoutMs)
    const over = () => {
      clearTimeout(timer)
      resolve()
    }
    work.then(over, over)
  })
}
