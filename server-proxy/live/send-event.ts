import type { PartnerEventBody } from '#contract/partner-api.ts'
import type { PartnerEvent, PartnerEventDetail, PartnerEventList } from '#contract/partners.ts'
import type { User } from '#contract/session.ts'
import type { Deps } from '../deps.ts'
import { openCursor, signCursor } from '../http/cursor.ts'
import { notFound } from '../http/refusal.ts'
import { audit } from '../store/audit.ts'
import type { PartnerRow } from '../store/schema/partners.ts'
import { announce } from './live.ts'
import { isTaken, postEvent } from './post-event.ts'

/** Back-off before each further attempt; 27 hours in total. */
const PAUSES_S = [2, 60, 5 * 60, 30 * 60, 2 * 3600, 5 * 3600, 9 * 3600, 10 * 3600]

/** Concurrent attempts, and those to one partner: a hanging server does not delay other partners. */
const AT_ONCE = 6
const TO_ONE = 2

/**
 * Delivers events to partners, signed after Standard Webhooks, until they are taken or a day has
 * passed.
 */
export async function startPartnerJobs(deps: Deps): Promise<void> {
  await deps.jobs.work<{ id: string }>('partner-event', AT_ONCE, ({ id }) => sendEvent(deps, id), TO_ONE)
}

/** One attempt. An event that was not taken is retried under the same id, or finally dead. */
async function sendEvent(deps: Deps, id: string): Promise<void> {
  const { db, now } = deps
  const event = await db
    .selectFrom('partner_events')
    .innerJoin('partners', 'partners.id', 'partner_events.partner_id')
    .select(['partner_id', 'order_id', 'body', 'attempts', 'webhook_url', 'webhook_secret_sealed'])
    .where('partner_events.id', '=', id)
    .where('state', '=', 'waiting')
    .executeTakeFirst()
  if (!event) return
  const at = new Date(now())
  const { outcome, answer } = await postEvent(
    deps,
    { ...event, id: event.partner_id },
    { id, body: event.body },
  )
  const pause = PAUSES_S[event.attempts]
  const state = isTaken(outcome) ? 'delivered' : pause === undefined ? 'dead' : 'waiting'
  await db.transaction().execute(async (transaction) => {
    await transaction
      .updateTable('partner_events')
      .set({ state, outcome, answer, attempts: event.attempts + 1, tried_at: at })
      .where('id', '=', id)
      .execute()
    if (state === 'waiting')
      await deps.jobs.enqueue('partner-event', {
        key: id,
        data: { id },
        group: event.partner_id,
        afterSeconds: pause ?? 0,
        in: transaction,
      })
    if (state === 'dead') await announce(transaction, { kind: 'partner', partnerId: event.partner_id })
  })
}

const PAGE = 50

/** One page, newest first. */
export async function listEvents(
  deps: Deps,
  partner: PartnerRow,
  { state, cursor }: { state?: PartnerEvent['state'] | undefined; cursor?: string | undefined },
): Promise<PartnerEventList> {
  let query = selectEvents(deps, partner)
  if (state) query = query.where('state', '=', state)
  // IDs are time-ordered.
  if (cursor !== undefined)
    query = query.where('partner_events.id', '<', openCursor(deps, 'partner-events', cursor))
  const rows = await query
    .orderBy('partner_events.id', 'desc')
    .limit(PAGE + 1)
    .execute()
  const items = rows.slice(0, PAGE).map(viewEvent)
  const last = rows.length > PAGE ? items.at(-1) : undefined
  return { items, nextCursor: last ? signCursor(deps, 'partner-events', last.id) : null }
}

/** One event as sent, with the answer. */
export async function readEvent(deps: Deps, partner: PartnerRow, id: string): Promise<PartnerEventDetail> {
  const row = await selectEvents(deps, partner)
    .select(['answer'])
    .where('partner_events.id', '=', id)
    .executeTakeFirst()
  if (!row) throw notFound()
  return { ...viewEvent(row), body: row.body, answer: row.answer }
}

const selectEvents = ({ db }: Pick<Deps, 'db'>, partner: PartnerRow) =>
  db
    .selectFrom('partner_events')
    .leftJoin('orders', 'orders.id', 'partner_events.order_id')
    .select([
      'partner_events.id',
      'partner_events.order_id',
      'reference',
      'body',
      'state',
      'attempts',
      'outcome',
    ])
    .select(['tried_at', 'partner_events.created_at'])
    .where('partner_events.partner_id', '=', partner.id)

type EventRow = Awaited<ReturnType<ReturnType<typeof selectEvents>['executeTakeFirstOrThrow']>>

function viewEvent(row: EventRow): PartnerEvent {
  const { type, data } = JSON.parse(row.body) as PartnerEventBody
  return {
    id: row.id,
    orderId: row.order_id,
    type,
    reference: row.reference ?? data.reference,
    state: row.state,
    attempts: row.attempts,
    outcome: row.outcome,
    triedAt: row.tried_at?.toISOString() ?? null,
    createdAt: row.created_at.toISOString(),
  }
}

/**
 * Sends an event again under its old id. A waiting event is sent now and keeps its next attempt. Any other event
 * restarts from the first attempt.
 */
export async function resendEvent(deps: Deps, user: User, partner: PartnerRow, id: string): Promise<void> {
  const waits = await deps.db.transaction().execute(async (transaction) => {
    const row = await transaction
      .selectFrom('partner_events')
      .select('state')
      .where('id', '=', id)
      .where('partner_id', '=', partner.id)
      .forUpdate()
      .executeTakeFirst()
    if (!row) throw notFound()
    if (row.state !== 'waiting') {
      await transaction
        .updateTable('partner_events')
        .set({ state: 'waiting', attempts: 0, outcome: null, answer: null, settled_at: null })
        .where('id', '=', id)
        .execute()
      await deps.jobs.enqueue('partner-event', { key: id, data: { id }, group: partner.id, in: transaction })
    }
    await audit(deps.vault, transaction, {
      actor: user.username,
      act: 'webhook-resent',
      subject: { kind: 'partner', id: partner.id },
      detail: { event: id },
    })
    return row.state === 'waiting'
  })
  if (waits) await sendEvent(deps, id)
  else deps.jobs.wake('partner-event')
}
