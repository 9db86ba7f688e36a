/** One that hangs does not hold up the others for longer than this, ms. */
const PATIENCE_MS = 2_000

type Lane<Answer> = { running: Promise<Answer>; next: Promise<Answer> | null }

/**
 * Identical questions that come while one is being answered share the next one, which is asked after all of them have
 * come: nobody is told anything older than their question, and nothing is kept. A failure is theirs alone who share it.
 */
export function nextBatch<Answer>(
  patienceMs = PATIENCE_MS,
): (key: string, ask: () => Promise<Answer>) => Promise<Answer> {
  const lanes = new Map<string, Lane<Answer>>()

  function begin(key: string, ask: () => Promise<Answer>): Promise<Answer> {
    const lane: Lane<Answer> = { running: ask(), next: null }
    lanes.set(key, lane)
    // With a next one waiting the lane stays: who comes in this very moment joins it.
    const over = () => void (lane.next === null && lanes.get(key) === lane && lanes.delete(key))
    lane.running.then(over, over)
    return lane.running
  }

  return (key, ask) => {
    const lane = lanes.get(key)
    if (!lane) return begin(key, ask)
    lane.next ??= endOf(lane.running, patienceMs).then(() => begin(key, ask))
    return lane.next
  }
}

/** When `work` is over, however it ended, or has taken too long. */
export function endOf(work: Promise<unknown>, patienceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, patienceMs)
    const over = () => {
      clearTimeout(timer)
      resolve()
    }
    work.then(over, over)
  })
}
