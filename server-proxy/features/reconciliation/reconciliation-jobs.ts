import type { Deps } from '../../deps.ts'
import { compareOrders, startComparison } from './compare-orders.ts'

const KEPT_DAYS = 90

/** The daily comparison, before working hours, and its pieces. */
export async function startReconciliationJobs(deps: Deps): Promise<void> {
  await deps.jobs.work<{ comparisonId: string }>('compare', 1, ({ comparisonId }) =>
    compareOrders(deps, comparisonId),
  )
  await deps.jobs.schedule('compare-daily', '30 3 * * *', async () => {
    await forgetComparisons(deps)
    await startComparison(deps, 'system')
  })
}

export async function forgetComparisons({ db, now }: Pick<Deps, 'db' | 'now'>): Promise<void> {
  const before = new Date(now() - KEPT_DAYS * 86_400_000)
  await db.deleteFrom('comparisons').where('started_at', '<', before).execute()
}
