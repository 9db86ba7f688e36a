import type { Notice } from '#contract/notices.ts'
import type { Deps } from '../../deps.ts'
import { openCursor, signCursor } from '../../http/cursor.ts'
import { Refusal } from '../../http/refusal.ts'

const PAGE = 50

/** One page of messages, newest first. */
export async function listNotices(
  deps: Deps,
  { state, cursor }: { state?: Notice['state'] | undefined; cursor?: string | undefined },
): Promise<{ items: Notice[]; nextCursor: string | null }> {
  let query = deps.db
    .selectFrom('notices')
    .leftJoin('users', 'users.id', 'notices.user_id')
    .leftJoin('notice_robots', 'notice_robots.id', 'notices.robot_id')
    .selectAll('notices')
    .select(['users.username', 'notice_robots.title'])
  if (state) query = query.where('notices.state', '=', state)
  // IDs are time-ordered.
  if (cursor !== undefined) query = query.where('notices.id', '<', openCursor(deps, 'notices', cursor))
  const rows = await query
    .orderBy('notices.id', 'desc')
    .limit(PAGE + 1)
    .execute()
  const items = rows.slice(0, PAGE).map(
    (row): Notice => ({
      id: row.id,
      kind: row.kind,
      channel: row.robot_id ? 'robot' : 'mail',
      to: row.title ?? row.username,
      orderId: row.order_id ?? (row.content.count === 1 ? (row.content.orders[0]?.id ?? null) : null),
      count: row.content.count,
      state: row.state,
      attempts: row.attempts,
      outcome: row.outcome,
      createdAt: row.created_at.toISOString(),
      triedAt: row.tried_at?.toISOString() ?? null,
    }),
  )
  const last = rows.length > PAGE ? items.at(-1) : undefined
  return { items, nextCursor: last ? signCursor(deps, 'notices', last.id) : null }
}

/** Tries a dead message again, from the first attempt on. 409 while it is not dead. */
export async function resendNotice({ db, jobs }: Deps, id: string): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const row = await transaction
      .updateTable('notices')
      .set({ state: 'waiting', attempts: 0, outcome: null })
      .where('id', '=', id)
      .where('state', '=', 'dead')
      .returning('id')
      .executeTakeFirst()
    if (!row) throw new Refusal(409, 'conflict')
    await jobs.enqueue('send-notice', { key: id, data: { id }, in: transaction })
  })
  jobs.wake('send-notice')
}
