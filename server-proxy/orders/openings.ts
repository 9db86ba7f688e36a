import { type Kysely, sql, type Transaction } from 'kysely'
import { uuidv7 } from 'uuidv7'
import type { SealedRecord } from '#contract/sealed-orders.ts'
import type { User } from '#contract/session.ts'
import type { Deps } from '../deps.ts'
import { Refusal } from '../http/refusal.ts'
import { announce } from '../live/live.ts'
import { audit } from '../store/audit.ts'
import type { Database } from '../store/schema.ts'
import type { OrderRow } from '../store/schema/orders.ts'
import type { Vault } from '../store/vault/vault.ts'
import { dropAttention, raiseAttention } from './attention.ts'
import { findOpening, LASTS_MS, placeOfGround, WAITS_MS } from './find-opening.ts'
import { lockOrder } from './move-order.ts'
import { placeOfRecord, sealedUntil } from './seal-order.ts'
import { note } from './timeline.ts'

/*
 * A sealed order opens by the act of two administrators. Every step holds the order's lock, so of simultaneous ones
 * the second sees what the first did.
 */

/** One administrator asks and names the ground. */
export async function askOpening(deps: Deps, user: User, orderId: string, ground: string): Promise<void> {
  const { db, vault, now } = deps
  await db.transaction().execute(async (transaction) => {
    const row = await lockOrder(transaction, orderId)
    if ((await sealedUntil(transaction, orderId)) === null) throw new Refusal(409, 'not-sealed')
    if (await findOpening(transaction, orderId, now())) throw new Refusal(409, 'opening-stands')
    await end(transaction, orderId, now())
    const id = uuidv7()
    await transaction
      .insertInto('sealed_openings')
      .values({
        id,
        order_id: orderId,
        ground_sealed: vault.seal(placeOfGround(id), ground),
        requested_by: user.id,
        requested_at: new Date(now()),
      })
      .execute()
    await raiseAttention(transaction, orderId, 'opening-asked')
    await tell(vault, transaction, row, user, { act: 'opening-asked', opening: id })
  })
}

/** Another one approves: from now on these two see the order, for a day. A repeat changes nothing. */
export async function approveOpening(deps: Deps, user: User, orderId: string, id: string): Promise<void> {
  const { db, vault, now } = deps
  await db.transaction().execute(async (transaction) => {
    const row = await lockOrder(transaction, orderId)
    const opening = await findOpening(transaction, orderId, now())
    if (opening?.id === id && opening.approved_by === user.id) return
    if (opening?.id !== id || opening.approved_by) throw new Refusal(409, 'opening-over')
    if (opening.requested_by === user.id) throw new Refusal(409, 'opening-own')
    await transaction
      .updateTable('sealed_openings')
      .set({ approved_by: user.id, approved_at: new Date(now()) })
      .where('id', '=', id)
      .execute()
    await dropAttention(transaction, orderId, 'opening-asked')
    await tell(vault, transaction, row, user, { act: 'opening-approved', opening: id })
  })
}

/** Withdraws or refuses a request, or closes the order before the day is over. */
export async function endOpening(deps: Deps, user: User, orderId: string, id: string): Promise<void> {
  const { db, vault, now } = deps
  await db.transaction().execute(async (transaction) => {
    const row = await lockOrder(transaction, orderId)
    const opening = await findOpening(transaction, orderId, now())
    if (opening?.id !== id) throw new Refusal(409, 'opening-over')
    await end(transaction, orderId, now())
    const outcome = opening.approved_by
      ? 'closed'
      : opening.requested_by === user.id
        ? 'withdrawn'
        : 'refused'
    await tell(vault, transaction, row, user, { act: 'opening-ended', opening: id, outcome })
  })
}

type Step = {
  act: 'opening-asked' | 'opening-approved' | 'opening-ended'
  opening: string
  outcome?: string
}

/** Every step ends in a line of the timeline, an entry of the audit log and a live event. */
async function tell(
  vault: Vault,
  transaction: Transaction<Database>,
  { id, status, created_by }: OrderRow,
  { username }: User,
  { act, opening, outcome }: Step,
): Promise<void> {
  await note(transaction, id, { kind: act, actor: username, ...(outcome && { note: outcome }) })
  await announce(transaction, { kind: 'order', orderId: id, status, owner: created_by })
  await audit(vault, transaction, {
    actor: username,
    act,
    subject: { kind: 'order', id },
    detail: { opening, ...(outcome && { outcome }) },
  })
}

async function end(transaction: Transaction<Database>, orderId: string, now: number): Promise<void> {
  await transaction
    .updateTable('sealed_openings')
    .set({ ended_at: new Date(now) })
    .where('order_id', '=', orderId)
    .where('ended_at', 'is', null)
    .execute()
  await dropAttention(transaction, orderId, 'opening-asked')
}

/**
 * Whether `user` is one of the two of an approved opening. If so, the look is in the audit log and the timeline when
 * this returns.
 */
export async function openedTo(
  { db, vault, now }: Deps,
  user: User,
  orderId: string,
  what: 'record' | 'recording' | 'evidence' | 'annex',
): Promise<boolean> {
  return db.transaction().execute(async (transaction) => {
    await lockOrder(transaction, orderId)
    const opening = await findOpening(transaction, orderId, now())
    if (!opening?.approved_by || ![opening.requested_by, opening.approved_by].includes(user.id)) return false
    await note(transaction, orderId, { kind: 'sealed-shown', actor: user.username, note: what })
    await audit(vault, transaction, {
      actor: user.username,
      act: 'sealed-shown',
      subject: { kind: 'order', id: orderId },
      detail: { opening: opening.id, what },
    })
    return true
  })
}

/** The people of a sealed order. Everybody but the two gets the same refusal. */
export async function readSealed(deps: Deps, user: User, orderId: string): Promise<SealedRecord> {
  const row = (await openedTo(deps, user, orderId, 'record'))
    ? await deps.db
        .selectFrom('sealed_orders')
        .select('record_sealed')
        .where('order_id', '=', orderId)
        .executeTakeFirst()
    : undefined
  if (!row) throw new Refusal(409, 'not-opened')
  return JSON.parse(deps.vault.open(placeOfRecord(orderId), row.record_sealed)) as SealedRecord
}

/** Takes requests that lapsed, and days that are over, off the desk. They stand no longer in any case. */
export async function endLapsed({ db, now }: { db: Kysely<Database>; now(): number }): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const lapsed = await transaction
      .updateTable('sealed_openings')
      .set({ ended_at: new Date(now()) })
      .where('ended_at', 'is', null)
      .where(sql<boolean>`coalesce(approved_at + ${LASTS_MS} * interval '1 millisecond',
        requested_at + ${WAITS_MS} * interval '1 millisecond') <= ${new Date(now())}`)
      .returning('order_id')
      .execute()
    for (const { order_id } of lapsed) await dropAttention(transaction, order_id, 'opening-asked')
  })
}
