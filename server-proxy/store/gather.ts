import { isDatabaseAway } from './database-away.ts'
import { endOf } from './next-batch.ts'
import { isWriteRefused } from './storage.ts'

type Options = {
  /** Maximum items of a batch. */
  most?: number
  /** How long a hanging batch blocks the next, ms. */
  timeoutMs?: number
}

type Waiting<Item, Answer> = { item: Item; resolve(answer: Answer): void; reject(error: unknown): void }

/**
 * Batches items: those that arrive during a batch form the next one. `work` returns an answer per item, in
 * order; callers get theirs when the batch is done. A failed batch is retried item by item, so a bad item
 * never fails the others; only an unavailable database fails the batch at once.
 */
export function gather<Item, Answer>(
  work: (items: Item[]) => Promise<Answer[]>,
  { most = 200, timeoutMs = 2_000 }: Options = {},
): (item: Item) => Promise<Answer> {
  let waiting: Waiting<Item, Answer>[] = []
  let busy = false

  function begin(): void {
    const lot = waiting.slice(0, most)
    waiting = waiting.slice(most)
    if (lot.length === 0) {
      busy = false
      return
    }
    void endOf(run(lot), timeoutMs).then(begin)
  }

  async function run(lot: Waiting<Item, Answer>[]): Promise<void> {
    try {
      const answers = await work(lot.map(({ item }) => item))
      for (const [place, { resolve }] of lot.entries()) resolve(answers[place] as Answer)
    } catch (error) {
      if (lot.length > 1 && !isDatabaseAway(error) && !isWriteRefused(error))
        await Promise.all(lot.map((one) => run([one])))
      else for (const { reject } of lot) reject(error)
    }
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject })
      if (busy) return
      busy = true
      // Items of the same event-loop turn belong to the batch.
      setImmediate(begin)
    })
}
