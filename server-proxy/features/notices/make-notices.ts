import type { Transaction } from 'kysely'
import { uuidv7 } from 'uuidv7'
import { atLeast } from '#contract/session.ts'
import { CUSTOMER_NOTICE_KINDS, type StaffNoticeKind } from '#contract/notices.ts'
import type { Deps } from '../../deps.ts'
import { type NoticeEvent, takeNoticeEvents } from '../../live/notice-events.ts'
import type { Database } from '../../store/schema.ts'
import type { NoticeContent, NoticeRow } from '../../store/schema/notices.ts'
import { sendNotice } from './send-notice.ts'

/** Events of one round; more follow a minute later. */
const MOST = 5_000
/** Orders that one message names; it counts all of them. */
const NAMED = 10
const DAY_MS = 86_400_000

type Made = Pick<NoticeRow, 'kind' | 'robot_id' | 'user_id' | 'order_id'> & { content: NoticeContent }
type Owned = NoticeEvent & { owner: string | null }

export async function startNoticeJobs(deps: Deps): Promise<void> {
  await deps.jobs.work<{ id: string }>('send-notice', 2, ({ id }) => sendNotice(deps, id))
  await deps.jobs.schedule('notices', '* * * * *', () => makeNotices(deps))
}

/**
 * Writes the messages for the events of the last minute: one per kind and recipient for any number of orders, and one
 * per customer. Deletes the events in the same transaction.
 */
export async function makeNotices(deps: Deps): Promise<void> {
  const { db, jobs, now, retention } = deps
  await db.transaction().execute(async (transaction) => {
    const events = await withOwners(transaction, await takeNoticeEvents(transaction, MOST))
    if (events.length === 0) return
    const made = [
      ...(await forRobots(transaction, events)),
      ...(deps.mailer ? await forStaff(transaction, events) : []),
      ...(deps.mailer ? forCustomers(events) : []),
    ]
    for (const { content, ...notice } of made) {
      const id = uuidv7()
      const row = await transaction
        .insertInto('notices')
        .values({ id, ...notice, content: JSON.stringify(content), outcome: null, tried_at: null })
        // Each customer gets each notice once; about policies, once for each number of them.
        .onConflict((conflict) => conflict.doNothing())
        .returning('id')
        .executeTakeFirst()
      if (row) await jobs.enqueue('send-notice', { key: id, data: { id }, in: transaction })
    }
  })
  jobs.wake('send-notice')
  const old = new Date(now() - retention.notificationDays * DAY_MS)
  await db.deleteFrom('notices').where('created_at', '<', old).execute()
}

async function withOwners(transaction: Transaction<Database>, events: NoticeEvent[]): Promise<Owned[]> {
  const ids = [...new Set(events.flatMap(({ order_id }) => order_id ?? []))]
  const orders =
    ids.length === 0
      ? []
      : await transaction.selectFrom('orders').select(['id', 'created_by']).where('id', 'in', ids).execute()
  const owners = new Map(orders.map(({ id, created_by }) => [id, created_by]))
  return events.map((event) => ({ ...event, owner: owners.get(event.order_id ?? '') ?? null }))
}

async function forRobots(transaction: Transaction<Database>, events: Owned[]): Promise<Made[]> {
  const robots = await transaction.selectFrom('notice_robots').select(['id', 'kinds']).execute()
  return robots.flatMap(({ id, kinds }) =>
    kinds.flatMap((kind) => messageOf(events, kind, { robot_id: id, user_id: null })),
  )
}

/** Clerks get notices of their own orders only, as in their lists. */
async function forStaff(transaction: Transaction<Database>, events: Owned[]): Promise<Made[]> {
  const users = await transaction
    .selectFrom('notice_choices')
    .innerJoin('users', 'users.id', 'notice_choices.user_id')
    .select(['users.id', 'users.role', 'kinds'])
    .where('mail_sealed', 'is not', null)
    .where('disabled_at', 'is', null)
    .execute()
  return users.flatMap(({ id, role, kinds }) => {
    const seen = events.filter(({ order_id, owner }) => !order_id || atLeast(role, 'manager') || owner === id)
    return kinds.flatMap((kind) => messageOf(seen, kind, { robot_id: null, user_id: id }))
  })
}

function messageOf(events: Owned[], kind: StaffNoticeKind, to: Pick<Made, 'robot_id' | 'user_id'>): Made[] {
  const about = events.filter((event) => event.kind === kind)
  const last = about.at(-1)
  if (!last) return []
  const orders = about.flatMap(({ order_id, detail }) => (order_id ? [{ id: order_id, reason: detail }] : []))
  const each = [...new Map(orders.map((one) => [`${one.id} ${one.reason}`, one])).values()]
  const content = {
    orders: each.slice(0, NAMED),
    count: each.length,
    detail: last.order_id ? null : last.detail,
  }
  return [{ kind, ...to, order_id: null, content }]
}

function forCustomers(events: Owned[]): Made[] {
  return events
    .filter(({ kind }) => CUSTOMER_NOTICE_KINDS.some((one) => one === kind))
    .map(({ kind, order_id, detail }) => ({
      kind,
      robot_id: null,
      user_id: null,
      order_id,
      content: { orders: [], count: 1, detail },
    }))
}
