import { sql } from 'kysely'
import type { OrderStatus } from '../../../src/contract/orders.ts'
import type { Deps } from '../../deps.ts'

export type Move = { n: number; was: OrderStatus; status: OrderStatus }

/** From now on the database itself notes every change of an order's status, whoever made it and however briefly. */
export async function keepHistory({ db }: Pick<Deps, 'db'>): Promise<void> {
  await sql`create table order_history (
    n bigint generated always as identity primary key, order_id uuid not null, was text not null, status text not null)`.execute(
    db,
  )
  await sql`create index on order_history (order_id, n)`.execute(db)
  await sql`create function keep_order_history() returns trigger language plpgsql as $$
    begin
      insert into order_history (order_id, was, status) values (new.id, old.status, new.status);
      return null;
    end $$`.execute(db)
  await sql`create trigger keep_order_history after update of status on orders
    for each row when (old.status <> new.status) execute function keep_order_history()`.execute(db)
}

export async function movesOf({ db }: Pick<Deps, 'db'>, orderId: string, after: number): Promise<Move[]> {
  const { rows } = await sql<Move>`
    select n, was, status from order_history where order_id = ${orderId} and n > ${after} order by n`.execute(
    db,
  )
  return rows
}

const ENDS: OrderStatus[] = ['surrendered', 'refunded']
const AFTER_ISSUE: OrderStatus[] = ['surrendering', ...ENDS]
/** Where an order can go from where it stands. Only a surrender that did not happen, or a payment tried again, goes back. */
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

export const isOnwards = ({ was, status }: Move) => ONWARDS[was].includes(status)
