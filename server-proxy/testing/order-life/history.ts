import { sql } from 'kysely'
import type { OrderStatus } from '#contract/place-order.ts'
import type { Deps } from '../../deps.ts'

type StatusMove = { n: number; what: 'status'; was: OrderStatus; now: OrderStatus }
/** invoiceStatus of §7.11; none yet is 0. */
type InvoiceMove = { n: number; what: 'invoice'; was: string; now: string }
export type Move = StatusMove | InvoiceMove

/**
 * Makes the database record every change of an order's status or invoice, by any process and however brief.
 */
export async function keepHistory({ db }: Pick<Deps, 'db'>): Promise<void> {
  await sql`create table order_history (
    n bigint generated always as identity primary key, order_id uuid not null, what text not null,
    was text not null, now text not null)`.execute(db)
  await sql`create index on order_history (order_id, n)`.execute(db)
  await sql`create function keep_order_history() returns trigger language plpgsql as $$
    begin
      if old.status <> new.status then
        insert into order_history (order_id, what, was, now) values (new.id, 'status', old.status, new.status);
      end if;
      if coalesce(old.invoice_status, 0) <> coalesce(new.invoice_status, 0) then
        insert into order_history (order_id, what, was, now)
        values (new.id, 'invoice', coalesce(old.invoice_status, 0), coalesce(new.invoice_status, 0));
      end if;
      return null;
    end $$`.execute(db)
  await sql`create trigger keep_order_history after update of status, invoice_status on orders
    for each row execute function keep_order_history()`.execute(db)
}

export async function movesOf({ db }: Pick<Deps, 'db'>, orderId: string, after = 0): Promise<Move[]> {
  const { rows } = await sql<Move>`
    select n, what, was, now from order_history where order_id = ${orderId} and n > ${after} order by n`.execute(
    db,
  )
  return rows
}

const ENDS: OrderStatus[] = ['surrendered', 'refunded']
const AFTER_ISSUE: OrderStatus[] = ['surrendering', ...ENDS]
/** Allowed moves of each status. Only a surrender that did not happen and a retried payment go back. */
const ONWARDS: Record<OrderStatus, OrderStatus[]> = {
  draft: ['submitting'],
  submitting: ['uncertain', 'unpaid', 'failed'],
  uncertain: ['unpaid', 'failed'],
  unpaid: ['paid', 'issued', 'failed', ...AFTER_ISSUE],
  failed: ['unpaid', 'paid', 'issued', ...AFTER_ISSUE],
  paid: ['issued', 'failed', ...AFTER_ISSUE],
  issued: AFTER_ISSUE,
  surrendering: ['unpaid', 'paid', 'issued', 'failed', ...ENDS],
  surrendered: ['refunded'],
  refunded: [],
}
/** A made invoice stays made; a failed one can be applied for again. */
const INVOICE_ONWARDS: Record<string, string[]> = {
  0: ['1', '2', '3', '4'],
  2: ['1', '3', '4'],
  3: ['1', '2', '4'],
  4: ['1'],
  1: [],
}

export const isOnwards = (move: Move) =>
  move.what === 'status'
    ? ONWARDS[move.was].includes(move.now)
    : INVOICE_ONWARDS[move.was]?.includes(move.now)
