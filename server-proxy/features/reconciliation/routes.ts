import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import * as endpoints from '#contract/endpoints/reconciliation.ts'
import type { Comparison, Difference, Reconciliation } from '#contract/reconciliation.ts'
import type { Deps } from '../../deps.ts'
import { notFound } from '../../http/refusal.ts'
import { route } from '../../http/route.ts'
import { userOf } from '../../http/session.ts'
import { audit } from '../../store/audit.ts'
import { makeAllDue } from '../../orders/take-due.ts'
import { startComparison } from './compare-orders.ts'

const SHOWN = 30
const MAX_DIFFERENCES = 1_000
const LATE_MS = 5 * 60_000

export function registerReconciliationRoutes(app: FastifyInstance, deps: Deps): void {
  route(app, endpoints.readReconciliation, () => viewReconciliation(deps))

  route(app, endpoints.startReconciliation, async (request) => {
    const user = userOf(request)
    await audit(deps.vault, deps.db, {
      actor: user.username,
      act: 'reconciliation-started',
      detail: { kind: request.body.kind },
    })
    if (request.body.kind === 'daily') await startComparison(deps, user.username)
    else {
      await makeAllDue(deps)
      await deps.jobs.enqueue('reconcile', { key: 'reconcile' })
    }
    return viewReconciliation(deps)
  })

  route(app, endpoints.listDifferences, async (request) => {
    const run = await deps.db
      .selectFrom('comparisons')
      .select('id')
      .where('id', '=', request.params.id)
      .executeTakeFirst()
    if (!run) throw notFound()
    return { items: await listDifferences(deps, run.id), nextCursor: null }
  })
}

async function listDifferences({ db }: Deps, comparisonId: string): Promise<Difference[]> {
  const rows = await db
    .selectFrom('differences')
    .innerJoin('orders', 'orders.id', 'differences.order_id')
    .select(['differences.id', 'order_id', 'product_name', 'holder_name', 'what', 'ours', 'platforms', 'at'])
    .where('comparison_id', '=', comparisonId)
    .orderBy('differences.id')
    .limit(MAX_DIFFERENCES)
    .execute()
  return rows.map((row) => ({
    id: String(row.id),
    orderId: row.order_id,
    productName: row.product_name,
    holderName: row.holder_name,
    what: row.what,
    ours: row.ours,
    platforms: row.platforms,
    at: row.at.toISOString(),
  }))
}

async function viewReconciliation({ db, now }: Deps): Promise<Reconciliation> {
  const at = now()
  const [flight, answered, comparisons] = await Promise.all([
    db
      .selectFrom('orders')
      .select(({ fn }) => [
        fn.countAll<number>().as('all'),
        sql<number>`count(*) filter (where next_pull_at <= ${new Date(at)})`.as('due'),
        sql<number>`count(*) filter (where next_pull_at <= ${new Date(at - LATE_MS)})`.as('late'),
      ])
      .where('next_pull_at', 'is not', null)
      .where('temp_order_code', 'is not', null)
      .executeTakeFirstOrThrow(),
    db
      .selectFrom('gateway_calls')
      .select('ended_at')
      .where('interface', '=', 'getOrderDetail')
      .where('outcome', '=', '0000')
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst(),
    db
      .selectFrom('comparisons')
      .selectAll()
      .select(({ selectFrom }) =>
        selectFrom('differences')
          .select(({ fn }) => fn.countAll<number>().as('count'))
          .whereRef('comparison_id', '=', 'comparisons.id')
          .as('differences'),
      )
      .orderBy('started_at', 'desc')
      .limit(SHOWN)
      .execute(),
  ])
  return {
    inFlight: flight.all,
    due: flight.due,
    late: flight.late,
    lastAnswerAt: answered?.ended_at?.toISOString() ?? null,
    comparisons: comparisons.map(
      (run): Comparison => ({
        id: run.id,
        startedBy: run.started_by,
        startedAt: run.started_at.toISOString(),
        endedAt: run.ended_at?.toISOString() ?? null,
        total: run.total,
        asked: run.asked,
        unanswered: run.unanswered,
        differences: run.differences ?? 0,
      }),
    ),
  }
}
