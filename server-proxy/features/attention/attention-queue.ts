import { type SelectQueryBuilder, sql } from 'kysely'
import type { AttentionItem, AttentionList, AttentionOverview, ListAttentions } from '#contract/attention.ts'
import { moneyOf } from '#contract/money.ts'
import { ATTENTION_REASONS, PAYMENT_STATUSES } from '#contract/orders.ts'
import { atLeast, type User } from '#contract/session.ts'
import type { Deps } from '../../deps.ts'
import { openCursor, signCursor } from '../../http/cursor.ts'
import type { Database } from '../../store/schema.ts'
import type { Attentions, Orders } from '../../store/schema/orders.ts'

const PAGE = 20

type Open = SelectQueryBuilder<Database & { a: Attentions; o: Orders }, 'a' | 'o', object>

/** Open reasons on orders that `user` may see: clerks their own. */
function openOf({ db }: Deps, user: User): Open {
  const open = db
    .selectFrom('attentions as a')
    .innerJoin('orders as o', 'o.id', 'a.order_id')
    .where('a.resolved_at', 'is', null)
  return atLeast(user.role, 'manager') ? open : open.where('o.created_by', '=', user.id)
}

/** One page of what needs attention, longest waiting first. */
export async function listAttentions(
  deps: Deps,
  user: User,
  { reason, without, cursor }: ListAttentions,
): Promise<AttentionList> {
  let query = openOf(deps, user)
  if (reason) query = query.where('a.reason', '=', reason)
  const left = ATTENTION_REASONS.filter((one) => without?.split(',').includes(one))
  if (left.length > 0) query = query.where('a.reason', 'not in', left)
  if (cursor !== undefined) {
    const [at, id, after] = openCursor(deps, 'attentions', cursor).split('~')
    query = query.where(
      sql<boolean>`(a.raised_at, a.order_id, a.reason) > (${at}::timestamptz, ${id}::uuid, ${after})`,
    )
  }
  const rows = await query
    .innerJoin('users as u', 'u.id', 'o.created_by')
    .select(['a.order_id', 'a.reason', 'a.detail', 'a.raised_at', 'o.status', 'o.pay_type', 'o.product_name'])
    .select(['o.plan_name', 'o.plan_fit', 'o.plan_expected', 'o.holder_name'])
    .select(['o.amount', 'o.reduction', 'o.created_at', 'u.username'])
    // A Date keeps only milliseconds, and two rows may be microseconds apart.
    .select(sql<string>`a.raised_at::text`.as('exactly'))
    .orderBy('a.raised_at')
    .orderBy('a.order_id')
    .orderBy('a.reason')
    .limit(PAGE + 1)
    .execute()
  const page = rows.slice(0, PAGE)
  const of = (wanted: AttentionItem['reason']) => page.filter((row) => row.reason === wanted)
  const [refused, differences] = await Promise.all([
    refusedOf(deps, idsOf(of('payment-refused'))),
    differencesOf(deps, idsOf(of('difference'))),
  ])
  const last = rows.length > PAGE ? page.at(-1) : undefined
  return {
    items: page.map((row) => ({
      orderId: row.order_id,
      reason: row.reason,
      detail: row.detail,
      raisedAt: row.raised_at.toISOString(),
      status: row.status,
      payType: row.pay_type,
      productName: row.product_name,
      planName: row.plan_name,
      holderName: row.holder_name,
      createdBy: row.username,
      createdAt: row.created_at.toISOString(),
      ...moneyOf(deps.amountIs, row),
      planFit: row.plan_fit,
      expected: row.plan_expected,
      refused: (row.reason === 'payment-refused' && refused.get(row.order_id)) || null,
      differences: row.reason === 'difference' ? (differences.get(row.order_id) ?? []) : [],
    })),
    nextCursor: last
      ? signCursor(deps, 'attentions', `${last.exactly}~${last.order_id}~${last.reason}`)
      : null,
  }
}

type Row = { order_id: string }
const idsOf = (rows: readonly Row[]) => rows.map((row) => row.order_id)

/** The last refused payment signal of each order. */
async function refusedOf({ db }: Deps, ids: readonly string[]) {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('order_events')
    .distinctOn('order_id')
    .select(['order_id', 'note'])
    .where('order_id', 'in', ids)
    .where('kind', '=', 'payment-told')
    .orderBy('order_id')
    .orderBy('id', 'desc')
    .execute()
  return new Map(
    rows.map((row) => [row.order_id, PAYMENT_STATUSES.find((status) => status === row.note) ?? null]),
  )
}

/** The differences by the last comparison that found some, per order. */
async function differencesOf({ db }: Deps, ids: readonly string[]) {
  const found = new Map<string, AttentionItem['differences']>()
  if (ids.length === 0) return found
  const rows = await db
    .selectFrom('differences as d')
    .select(['order_id', 'what', 'ours', 'platforms', 'comparison_id'])
    .where('order_id', 'in', ids)
    .orderBy('id', 'desc')
    .limit(PAGE * 40)
    .execute()
  const latest = new Map<string, string>()
  for (const { order_id, comparison_id, ...difference } of rows) {
    if (!latest.has(order_id)) latest.set(order_id, comparison_id)
    if (latest.get(order_id) === comparison_id)
      found.set(order_id, [...(found.get(order_id) ?? []), difference])
  }
  return found
}

/** The number of open reasons in total and by kind. */
export async function attentionOverview(deps: Deps, user: User): Promise<AttentionOverview> {
  const [reasons, undelivered, closedLinks, askedLinks] = await Promise.all([
    openOf(deps, user)
      .select(['a.reason', sql<number>`count(*)::int`.as('count')])
      .select(sql<Date>`min(a.raised_at)`.as('since'))
      .groupBy('a.reason')
      .execute(),
    atLeast(user.role, 'manager') ? undeliveredOf(deps) : [],
    closedLinksOf(deps, user),
    askedLinksOf(deps, user),
  ])
  return {
    count: reasons.reduce(
      (sum, { count }) => sum + count,
      undelivered.length + closedLinks.length + askedLinks.length,
    ),
    reasons: ATTENTION_REASONS.flatMap((reason) =>
      reasons
        .filter((one) => one.reason === reason)
        .map((one) => ({ ...one, since: one.since.toISOString() })),
    ),
    undelivered,
    closedLinks,
    askedLinks,
  }
}

async function closedLinksOf({ db }: Deps, user: User): Promise<AttentionOverview['closedLinks']> {
  const closed = db
    .selectFrom('guesses as g')
    .innerJoin('links as l', 'l.id', 'g.id')
    .innerJoin('products as p', 'p.product_code', 'l.product_code')
    .innerJoin('users as u', 'u.id', 'l.created_by')
    .select(['l.id', 'l.title', 'p.product_name', 'u.username', 'g.closed_at'])
    .where('g.kind', '=', 'link')
    .where('g.closed_at', 'is not', null)
    .where('l.revoked_at', 'is', null)
    .orderBy('g.closed_at')
    .limit(50)
  const own = atLeast(user.role, 'manager') ? closed : closed.where('l.created_by', '=', user.id)
  return (await own.execute()).map((row) => ({
    linkId: row.id,
    title: row.title,
    productName: row.product_name,
    createdBy: row.username,
    since: row.closed_at?.toISOString() ?? '',
  }))
}

async function askedLinksOf({ db, now }: Deps, user: User): Promise<AttentionOverview['askedLinks']> {
  const asked = db
    .selectFrom('links as l')
    .innerJoin('products as p', 'p.product_code', 'l.product_code')
    .innerJoin('users as u', 'u.id', 'l.created_by')
    .select(['l.id', 'l.title', 'p.product_name', 'u.username', 'l.asked_at', 'l.revoked_at', 'l.expires_at'])
    .where('l.asked_at', 'is not', null)
    .orderBy('l.asked_at')
    .limit(50)
  const own = atLeast(user.role, 'manager') ? asked : asked.where('l.created_by', '=', user.id)
  return (await own.execute()).map((row) => ({
    linkId: row.id,
    title: row.title,
    productName: row.product_name,
    createdBy: row.username,
    since: row.asked_at?.toISOString() ?? '',
    reason: row.revoked_at
      ? 'revoked'
      : row.expires_at && row.expires_at.getTime() < now()
        ? 'expired'
        : 'used-up',
  }))
}

async function undeliveredOf({ db }: Deps): Promise<AttentionOverview['undelivered']> {
  const rows = await db
    .selectFrom('partner_events as e')
    .innerJoin('partners as p', 'p.id', 'e.partner_id')
    .select(['p.id', 'p.name', 'p.webhook_url'])
    .select(sql<number>`count(*)::int`.as('events'))
    .select(sql<Date>`min(e.created_at)`.as('since'))
    .select(sql<string | null>`(array_agg(e.outcome order by e.tried_at desc))[1]`.as('outcome'))
    .where('e.state', '=', 'dead')
    .where('e.settled_at', 'is', null)
    .groupBy('p.id')
    .orderBy('since')
    .execute()
  return rows.map((row) => ({
    partnerId: row.id,
    partnerName: row.name,
    events: row.events,
    since: row.since.toISOString(),
    outcome: row.outcome,
    reachable: row.webhook_url !== null,
  }))
}
