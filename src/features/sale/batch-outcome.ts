import type { Batch } from '../../contract/batches.ts'

/** The number of parts per result, and `outcome`: the overall result that the page shows. */
export function batchOutcome({ parts, done, stopped }: Pick<Batch, 'parts' | 'done' | 'stopped'>) {
  const sent = parts.flatMap(({ order }) => order?.status ?? [])
  const failed = sent.filter((status) => status === 'failed').length
  // The platform has or has not taken these: its answer is missing.
  const doubtful = sent.filter((status) => status === 'submitting' || status === 'uncertain').length
  const outcome = !done ? 'sending' : failed || stopped ? 'partly' : doubtful ? 'doubt' : 'placed'
  return {
    sent: sent.length,
    placed: sent.length - failed - doubtful,
    doubtful,
    outcome,
    /** Nothing changes any more by itself. */
    settled: done && doubtful === 0,
  } as const
}
