import { useEffect, useRef, useState } from 'react'

export type BulkResult = { state: 'done' | 'failed'; words: string }

/** The most parallel requests, so that one screen does not use up the budget of others. */
const AT_ONCE = 2

/** Runs one action for many rows, a few at a time, and keeps each result. Failed rows can be retried. */
export function useBulk(failure: (error: unknown) => string) {
  const [results, setResults] = useState<ReadonlyMap<string, BulkResult>>(new Map())
  const [running, setRunning] = useState(false)
  const stopped = useRef(false)
  useEffect(
    () => () => {
      stopped.current = true
    },
    [],
  )
  async function run(keys: readonly string[], act: (key: string) => Promise<string>): Promise<void> {
    const left = keys.filter((key) => results.get(key)?.state !== 'done')
    stopped.current = false
    setRunning(true)
    async function worker() {
      for (let key = left.shift(); key !== undefined && !stopped.current; key = left.shift()) {
        const one = key
        const result = await act(one).then(
          (words): BulkResult => ({ state: 'done', words }),
          (error: unknown): BulkResult => ({ state: 'failed', words: failure(error) }),
        )
        setResults((before) => new Map(before).set(one, result))
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, worker))
    setRunning(false)
  }
  return { results, running, run, stop: () => (stopped.current = true) }
}
