import type { Kysely, Transaction } from 'kysely'
import type { OrderStatus } from '#contract/place-order.ts'
import { GatewayError, PlatformRefusal } from '../gateway/errors.ts'
import type { Database } from '../store/schema.ts'

export type TimelineKind =
  | 'placed'
  | 'second-cover'
  | 'explained'
  | 'place-answered'
  | 'place-lost'
  | 'place-refused'
  | 'serial-renewed'
  | 'cashier-refused'
  | 'notified'
  | 'status'
  | 'policies-moved'
  | 'policies-gone'
  | 'policies-back'
  | 'label-unknown'
  | 'change-begun'
  | 'change-placed'
  | 'change-given-up'
  | 'closed'
  | 'reopened'
  | 'payer-named'
  | 'payment-told'
  | 'payment-taken'
  | 'payment-lost'
  | 'payment-refused'
  | 'surrender-sent'
  | 'surrender-answered'
  | 'surrender-lost'
  | 'surrender-refused'
  | 'surrender-not-done'
  | 'surrender-withdrawn'
  | 'amount-changed'
  | 'reduction-changed'
  | 'invoice-sent'
  | 'invoice-lost'
  | 'invoice-refused'
  | 'invoice-not-done'
  | 'invoice-status'
  | 'attention-resolved'
  | 'people-shown'
  | 'sealed'
  | 'opening-asked'
  | 'opening-approved'
  | 'opening-ended'
  | 'sealed-shown'
  | 'erased'
  | 'own-link-renewed'
  | 'proofs-closed'
  | 'proofs-reopened'

export type TimelineNote = {
  kind: TimelineKind
  /** A username, or `platform`, `system`, `customer`. */
  actor: string
  status?: OrderStatus
  platformCode?: string
  platformMessage?: string | null
  note?: string
  /** A staff remark, sealed. */
  remark?: Buffer
}

/** Adds a line to an order's timeline. Returns its id. */
export async function note(
  db: Transaction<Database> | Kysely<Database>,
  orderId: string,
  entry: TimelineNote,
): Promise<number> {
  const { id } = await db
    .insertInto('order_events')
    .values({
      order_id: orderId,
      kind: entry.kind,
      actor: entry.actor,
      status: entry.status ?? null,
      platform_code: entry.platformCode ?? null,
      platform_message: entry.platformMessage ?? null,
      note: entry.note ?? null,
      remark_sealed: entry.remark ?? null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** The timeline entry of a failed call: the platform's code and message, or the reason why there is none. */
export function outcomeOf(
  error: GatewayError,
): Pick<TimelineNote, 'platformCode' | 'platformMessage' | 'note'> {
  return error instanceof PlatformRefusal
    ? { platformCode: error.code, platformMessage: error.platformMessage }
    : { note: error.message }
}
