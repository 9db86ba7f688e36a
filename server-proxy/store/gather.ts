import { isDatabaseAway } from './database-away.ts'
import { endOf } from './next-batch.ts'
import { cannotKeep } from './storage.ts'

type Options = {
  /** Items of one lot at most. */
  most?: number
  /** A lot that hangs does not hold up the next for longer than this, ms. */
  patienceMs?: number
}

type Waiting<Item, Answer> = { item: Item; resolve(answer: Answer): void; reject(error: unknown): void }

/**
 * What comes while one lot is at work goes together into the next. `work` answers for each item in its place; who gave
 * an item is answered when its lot is done. A lot that fails is tried again one by one, so that one bad item never fails
 * the others; only a database that is away fails the whole lot at once.
 */
export function gather<Item, Answer>(
  work: (items: Item[]) => Promise<Answer[]>,
  { most = 200, patienceMs = 2_000 }: Options = {},
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
    void endOf(run(lot), patienceMs).then(begin)
  }

  async function run(lot: Waiting<Item, Answer>[]): Promise<void> {
    try {
      const answers = await work(lot.map(({ item }) => item))
      for (const [place, { resolve }] of lot.entries()) resolve(answers[place] as Answer)
    } catch (error) {
      if (lot.length > 1 && !isDatabaseAway(error) && !cannotKeep(error))
        await Promise.all(lot.map((one) => run([one])))
      else for (const { reject } of lot) reject(error)
    }
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject })
      if (busy) return
      busy = true
      // Whoever comes in the same turn belongs to it.
      setImmediate(begin)
    })
}
