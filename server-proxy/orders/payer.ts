import type { Kysely } from 'kysely'
import type { Disclosure } from '#contract/disclosure.ts'
import type { PaymentStatus } from '#contract/orders.ts'
import type { HolderKind, NamePayer } from '#contract/payers.ts'
import type { PlatformOrder } from '#contract/platform-order.ts'
import type { User } from '#contract/session.ts'
import type { Deps } from '../deps.ts'
import { badField, Refusal } from '../http/refusal.ts'
import { announce } from '../live/live.ts'
import { currentDisclosure } from '../purchases/disclosure.ts'
import { audit } from '../store/audit.ts'
import type { Database } from '../store/schema.ts'
import type { OrderRow } from '../store/schema/orders.ts'
import type { Vault } from '../store/vault/vault.ts'
import { lockUnerased } from './move-order.ts'
import { openPlatform } from './people-on.ts'
import { note } from './timeline.ts'

/*
 * Staff do not pay for the customer. Before they open the cashier of an order that they placed, they say who pays.
 * Before they confirm a person's credit payment, they give a reason.
 */

/** Whether the cashier's address is withheld from staff until they say who pays: only where real insurance is sold. */
export const asksPayer = (
  { production }: Pick<Deps, 'production'>,
  { channel, pay_type, payer }: Pick<OrderRow, 'channel' | 'pay_type' | 'payer'>,
): boolean => production && channel === 'staff' && pay_type === 'cash' && payer === null

/** What the policyholder is, by name: the platform's once it has answered. */
export function holderKind(
  own: Pick<Disclosure, 'name'> | null,
  row: Pick<OrderRow, 'holder_name'>,
  platform: Pick<PlatformOrder, 'enterprise' | 'holder'> | null,
): HolderKind {
  const name = platform?.enterprise?.name ?? platform?.holder?.name ?? row.holder_name
  if (name && own?.name && plain(own.name) === plain(name)) return 'distributor'
  return platform?.enterprise ? 'company' : 'person'
}

/** A name without blanks and with one form of brackets. */
const plain = (name: string) => name.normalize('NFKC').replace(/\s/g, '')

/** Whether confirming a credit payment takes a reason: a person insures, where real insurance is sold. */
export const asksReason = (
  { production }: Pick<Deps, 'production'>,
  { pay_type }: Pick<OrderRow, 'pay_type'>,
  holder: HolderKind,
): boolean => production && pay_type === 'credit' && holder === 'person'

/** Records who pays. The answer can be corrected while the order is unpaid; the timeline has each. */
export async function namePayer(
  { db, vault }: Deps,
  user: User,
  orderId: string,
  { payer, reason }: NamePayer,
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const row = await lockUnerased(transaction, orderId)
    if (row.status !== 'unpaid') throw new Refusal(409, 'not-unpaid')
    if (row.pay_type !== 'cash') throw new Refusal(409, 'not-cash')
    if (
      payer === 'distributor' &&
      holderKind(await currentDisclosure(transaction), row, openPlatform(vault, row)) !== 'distributor'
    )
      throw badField('payer', 'holder-not-distributor')
    await transaction.updateTable('orders').set({ payer }).where('id', '=', orderId).execute()
    await note(transaction, orderId, {
      kind: 'payer-named',
      actor: user.username,
      note: payer,
      ...(reason && { remark: sealRemark(vault, orderId, reason) }),
    })
    await announce(transaction, { kind: 'order', orderId, status: row.status, owner: row.created_by })
    await audit(vault, transaction, {
      actor: user.username,
      act: 'payer-named',
      subject: { kind: 'order', id: orderId },
      detail: { payer },
    })
  })
}

/** 400 when staff confirm a credit payment without the reason that it takes. One that was given holds for a repeat. */
export async function assertCreditReason(
  deps: Deps,
  row: OrderRow,
  payment: PaymentStatus,
  reason: string | undefined,
): Promise<void> {
  if (payment !== 'paid' || reason || !deps.production) return
  const holder = holderKind(await currentDisclosure(deps.db), row, openPlatform(deps.vault, row))
  if (!asksReason(deps, row, holder)) return
  if (!(await hasCreditReason(deps.db, row.id))) throw badField('reason', 'required')
}

/** Whether the timeline has a reason of staff for reporting the credit payment as paid. */
export async function hasCreditReason(db: Kysely<Database>, orderId: string): Promise<boolean> {
  const given = await db
    .selectFrom('order_events')
    .select('id')
    .where('order_id', '=', orderId)
    .where('kind', '=', 'payment-told')
    .where('note', '=', 'paid')
    .where('remark_sealed', 'is not', null)
    .executeTakeFirst()
  return given !== undefined
}

export const sealRemark = (vault: Vault, orderId: string, remark: string) =>
  vault.seal({ table: 'order_events', column: 'remark', row: orderId }, remark)
