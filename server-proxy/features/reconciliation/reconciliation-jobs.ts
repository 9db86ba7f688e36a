import type { Deps } from '../../deps.ts'
import { compareOrders, startComparison } from './compare-orders.ts'

/** The daily comparison, before the day's work begins, and its pieces. */
export async function startReconciliationJobs(deps: Deps): Promise<void> {
  await deps.jobs.work<{ comparisonId: string }>('compare', 1, ({ comparisonId }) =>
    compareOrders(deps, comparisonId),
  )
  await deps.jobs.schedule('compare-daily', '30 3 * * *', async () => {
    await startComparison(deps, 'system')
  })
}
