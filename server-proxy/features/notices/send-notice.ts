import * as paths from '#contract/paths.ts'
import type { Deps } from '../../deps.ts'
import { openPeople } from '../../orders/people.ts'
import { ownToken } from '../../orders/own-link.ts'
import type { NoticeRow } from '../../store/schema/notices.ts'
import { postToRobot } from './post-to-robot.ts'
import { openMail } from './own-notices.ts'
import { endAddress } from './subscriptions.ts'
import { customerMessage, staffMessage, type TextOf } from './write-message.ts'

/** Pauses after failed attempts, s; together about a day. */
const PAUSES_S = [30, 120, 600, 1_800, 3_600, 7_200, 14_400, 28_800, 28_800]

/** Null: sent. `final`: a retry cannot succeed. `dropped`: the notice has no recipient any more, and why. */
type Outcome = { fault: string; final?: boolean } | { dropped: string } | null

/** One attempt. A message that was not taken is tried again, or is finally dead. */
export async function sendNotice(deps: Deps, id: string): Promise<void> {
  const { db, jobs, now } = deps
  const row = await db
    .selectFrom('notices')
    .selectAll()
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .executeTakeFirst()
  if (!row) return
  const outcome = await attempt(deps, row)
  const pause = PAUSES_S[row.attempts]
  const state =
    outcome === null
      ? 'sent'
      : 'dropped' in outcome
        ? 'dropped'
        : outcome.final || pause === undefined
          ? 'dead'
          : 'waiting'
  await db.transaction().execute(async (transaction) => {
    await transaction
      .updateTable('notices')
      .set({
        state,
        outcome: outcome && ('dropped' in outcome ? outcome.dropped : outcome.fault),
        attempts: row.attempts + 1,
        tried_at: new Date(now()),
      })
      .where('id', '=', id)
      .execute()
    if (state === 'waiting')
      await jobs.enqueue('send-notice', {
        key: id,
        data: { id },
        afterSeconds: pause ?? 0,
        in: transaction,
      })
  })
}

function attempt(deps: Deps, row: NoticeRow): Promise<Outcome> {
  if (row.robot_id) return toRobot(deps, row, row.robot_id)
  if (row.user_id) return toUser(deps, row, row.user_id)
  return toCustomer(deps, row, row.order_id ?? '')
}

async function toRobot(deps: Deps, row: NoticeRow, robotId: string): Promise<Outcome> {
  const robot = await deps.db
    .selectFrom('notice_robots')
    .selectAll()
    .where('id', '=', robotId)
    .executeTakeFirst()
  if (!robot) return { dropped: 'robot removed' }
  const { subject, text } = await staffMessage(deps, row, robot.language)
  const fault = await postToRobot(deps, robot, `${subject}\n${text}`)
  return fault === null ? null : { fault }
}

async function toUser(deps: Deps, row: NoticeRow, userId: string): Promise<Outcome> {
  const user = await deps.db
    .selectFrom('notice_choices')
    .innerJoin('users', 'users.id', 'notice_choices.user_id')
    .select(['users.id', 'users.disabled_at', 'mail_sealed', 'kinds', 'language'])
    .where('user_id', '=', userId)
    .executeTakeFirst()
  const mail = user && !user.disabled_at && openMail(deps, user.id, user.mail_sealed)
  if (!mail || !(user.kinds as string[]).includes(row.kind)) return { dropped: 'no longer wanted' }
  const end = endAddress(deps, `${row.kind}:${userId}`)
  return send(deps, row, mail, end, await staffMessage(deps, row, user.language, end.page))
}

async function toCustomer(deps: Deps, row: NoticeRow, orderId: string): Promise<Outcome> {
  const order = await deps.db
    .selectFrom('orders')
    .selectAll()
    .where('id', '=', orderId)
    .where('erased_at', 'is', null)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('notice_stops').select('order_id').where('order_id', '=', orderId))),
    )
    .executeTakeFirst()
  const mail = order && openPeople(deps.vault, order).holder?.email
  if (!mail) return { dropped: 'no longer wanted' }
  const link = deps.publicUrl + paths.to(paths.ownOrder, { token: await ownToken(deps, orderId) })
  const end = endAddress(deps, `customer:${orderId}`)
  return send(deps, row, mail, end, customerMessage(row, order, link, end.page))
}

async function send(
  { mailer, publicUrl }: Deps,
  row: NoticeRow,
  to: string,
  end: { oneClick: string },
  { subject, text }: TextOf,
): Promise<Outcome> {
  if (!mailer) return { dropped: 'no mail server' }
  const messageId = `<${row.id}@${new URL(publicUrl).hostname}>`
  return mailer.send({ to, subject, text, messageId, unsubscribe: end.oneClick })
}
