import { type Expression, type ExpressionBuilder, type SelectQueryBuilder, type SqlBool, sql } from 'kysely'
import type { Count } from '#contract/orders.ts'
import type { PolicySummaryList } from '#contract/policies.ts'
import type { OrderStatus } from '#contract/place-order.ts'
import type { ListPolicies } from '#contract/lists.ts'
import { atLeast, type User } from '#contract/session.ts'
import type { Deps } from '../../deps.ts'
import { labelsOf } from '../../gateway/labels.ts'
import { openCursor, signCursor } from '../../http/cursor.ts'
import type { Database } from '../../store/schema.ts'
import { policyOf } from '../../orders/order-view.ts'
import { ordersFound } from '../../orders/select-orders.ts'

const UUID_LENGTH = 36
const COVER_START = sql<string>`coalesce(cover_start, start_date, date '0001-01-01')`

/** Policies of the orders that `user` may see. Clerks see those of their own orders. */
function selectPolicies({ db, vault, statusLabels }: Deps, user: User, query: ListPolicies) {
  let select = db.selectFrom('orders').innerJoin('policies', 'policies.order_id', 'orders.id')
  select = select.where('policies.gone_at', 'is', null)
  if (!atLeast(user.role, 'manager')) select = select.where('orders.created_by', '=', user.id)
  if (query.memberId) select = select.where('orders.member_id', '=', query.memberId)
  if (query.productCode) select = select.where('orders.product_code', '=', query.productCode)
  if (query.by)
    select = select.where('orders.created_by', 'in', (eb) =>
      eb
        .selectFrom('users')
        .select('users.id')
        .where('username', '=', query.by ?? ''),
    )
  if (query.from) select = select.where(COVER_START, '>=', sql<string>`${query.from}::date`)
  if (query.to) select = select.where(COVER_START, '<=', sql<string>`${query.to}::date`)
  const { q, state } = query
  if (state) select = select.where((eb) => inState(eb, state, statusLabels))
  if (q)
    select = select
      .where('orders.id', 'in', ordersFound({ db, vault }, q))
      // A policy number finds that policy, not the others of its order.
      .where(({ eb, or, not, exists, selectFrom }) =>
        or([
          eb('policies.policy_code', '=', q),
          not(exists(selectFrom('policies as named').select('named.order_id').where('policy_code', '=', q))),
        ]),
      )
  return select
}

/** The status of a policy as `policyStatus` gives it, in SQL. */
function inState(
  eb: ExpressionBuilder<Database, 'orders' | 'policies'>,
  state: OrderStatus,
  more: Record<string, string>,
): Expression<SqlBool> {
  const labelled = (status: OrderStatus) => {
    const labels = labelsOf(status, more)
    const among = eb('policy_status', 'in', labels.length > 0 ? labels : [''])
    return status === 'issued' ? eb.or([eb('policy_status', 'is', null), among]) : among
  }
  const asked = sql<boolean>`(surrender_requested_at is not null
    and (surrender_policies is null or surrender_policies ? policies.policy_code))`
  if (state === 'issued') return eb.and([labelled('issued'), eb.not(asked)])
  if (state === 'surrendering') return eb.or([labelled('surrendering'), eb.and([labelled('issued'), asked])])
  return labelled(state)
}

/** One page, the newest orders first, by key instead of offset. */
export async function listAllPolicies(
  deps: Deps,
  user: User,
  query: ListPolicies,
): Promise<PolicySummaryList> {
  const limit = Number(query.limit ?? 20)
  let page: SelectQueryBuilder<Database, 'orders' | 'policies', object> = selectPolicies(deps, user, query)
  if (query.cursor !== undefined) {
    const place = openCursor(deps, 'policies', query.cursor)
    const id = place.slice(0, UUID_LENGTH)
    const code = place.slice(UUID_LENGTH)
    // The first condition is the one that the index serves.
    page = page
      .where('orders.id', '<=', id)
      .where(sql<boolean>`(orders.id, policies.policy_code) < (${id}::uuid, ${code})`)
  }
  const rows = await page
    .select([
      'orders.id as id',
      'orders.product_name',
      'orders.holder_name',
      'orders.start_date',
      'orders.end_date',
      'orders.cover_start',
      'orders.cover_end',
      'orders.surrender_requested_at',
      'orders.surrender_policies',
      'policies.policy_code',
      'policies.insured_name',
      'policies.policy_status',
      'policies.policy_url',
      'policies.certificate_url',
    ])
    .orderBy('orders.id', 'desc')
    .orderBy('policies.policy_code', 'desc')
    .limit(limit + 1)
    .execute()
  const last = rows.length > limit ? rows[limit - 1] : undefined
  return {
    items: rows.slice(0, limit).map((row) => ({
      ...policyOf(deps, row, row),
      orderId: row.id,
      productName: row.product_name,
      holderName: row.holder_name,
      startDate: row.cover_start ?? row.start_date,
      endDate: row.cover_end ?? row.end_date,
    })),
    nextCursor: last ? signCursor(deps, 'policies', last.id + last.policy_code) : null,
  }
}

/** Counting stops here, so its cost does not grow with the data. */
const MAX_COUNTED = 10_000

export async function countPolicies(deps: Deps, user: User, query: ListPolicies): Promise<Count> {
  const counted = selectPolicies(deps, user, query)
    .select('orders.id as id')
    .limit(MAX_COUNTED + 1)
    .as('counted')
  const { count } = await deps.db
    .selectFrom(counted)
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return { count: Math.min(count, MAX_COUNTED), more: count > MAX_COUNTED }
}
