import { useState } from 'react'
import { problemOf } from '../../api/problem-text.ts'
import { ProblemError } from '../../api/request.ts'
import { coveredIn, SECOND_COVER } from './draft.ts'

/** Runs one request of the flow at a time and keeps why it failed. */
export function useAttempt({
  onConflict,
  onGone,
  onCovered,
  onField,
}: {
  /** The link was revoked, or another browser saved first. */
  onConflict(): Promise<void>
  /** The bearer opens nothing any more. */
  onGone(): void
  /** Insured people, by place, who already have cover on these days. */
  onCovered(places: ReadonlySet<number>): void
  onField(path: string): Promise<void>
}) {
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)

  async function attempt(work: () => Promise<void>): Promise<void> {
    if (busy) return
    setBusy(true)
    setFailure(null)
    try {
      await work()
    } catch (problem) {
      if (problemOf(problem).status === 404) onGone()
      if (problemOf(problem).status === 409) await onConflict().catch(() => {})
      const twice = coveredIn(problemOf(problem).fields)
      if (twice.size > 0) {
        onCovered(twice)
        const fields = [{ field: `consents.${SECOND_COVER}`, code: 'consent', message: '' }]
        return setFailure(new ProblemError({ ...problemOf(problem), fields }))
      }
      const [first] = problemOf(problem).fields ?? []
      if (first) await onField(first.field)
      setFailure(problem)
    } finally {
      setBusy(false)
    }
  }

  return { busy, failure, attempt, forget: () => setFailure(null) }
}
