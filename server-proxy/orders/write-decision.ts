import type { Transaction } from 'kysely'
import type { AmountIs } from '#contract/money.ts'
import type { OrderStatus } from '#contract/place-order.ts'
import type { Prices } from '#contract/premiums.ts'
import type { OrderDetail } from '../gateway/types.ts'
import type { Jobs } from '../jobs/jobs.ts'
import type { Database } from '../store/schema.ts'
import type { OrderRow } from '../store/schema/orders.ts'
import type { Place, Vault } from '../store/vault/vault.ts'
import { dropAttention, keepAttention, raiseAttention } from './attention.ts'
import { countPolicies } from './count-policies.ts'
import type { AttentionChange, Decision } from './decide.ts'
import { isOver } from './judge.ts'
import { keepInvoices } from './keep-invoices.ts'
import { keepPeople } from './keep-people.ts'
import { keepPolicies, setGone } from './keep-policies.ts'
import { learnPremiums } from './learned-premiums.ts'
import { announce } from '../live/live.ts'
import { tellCustomer, writeStatus } from './move-order.ts'
import { platformOrderOf } from './platform-order.ts'
import { note } from './timeline.ts'

type Context = {
  detail: OrderDetail
  vault: Vault
  jobs: Jobs
  amountIs: AmountIs
  prices: Prices
  now: number
}

/**
 * Writes a decision and its effects on a locked row, in the caller's transaction. Announces it only when
 * something visible changed.
 */
export async function writeDecision(
  transaction: Transaction<Database>,
  row: OrderRow,
  { status, values, policies, notes, attentions, watching, sendSurrender }: Decision,
  { detail, vault, jobs, amountIs, prices, now }: Context,
): Promise<void> {
  const place = { table: 'orders', column: 'platform', row: row.id }
  const platform = JSON.stringify(platformOrderOf(detail))
  const samePlatform = row.platform_sealed !== null && opens(vault, place, row.platform_sealed) === platform
  const changed = [
    status !== row.status || notes.length > 0 || policies.changed || !samePlatform || changes(row, values),
  ]
  await writeStatus(transaction, row, status, {
    values: {
      ...values,
      ...(!samePlatform && { platform_sealed: vault.seal(place, platform) }),
      answered_at: new Date(now),
      pull_version: row.pull_version + 1,
    },
    now,
    jobs,
    amountIs,
    watching: (await seemsNotDone(transaction, row.id, status, attentions))
      ? [...watching, 'not-done']
      : watching,
    moved: policies.moved.size > 0,
  })
  // A surrender of the whole order has a mail of its own.
  const claimEnded = row.status === 'surrendering' && policies.surrendered > 0
  if (status === 'issued' && (policies.surrenderedMore || claimEnded))
    await tellCustomer(transaction, row, 'policies-surrendered', String(policies.surrendered))
  await keepPolicies(transaction, row.id, policies.changed ? policies.named : [])
  await setGone(transaction, row.id, policies.gone, new Date(now))
  await setGone(transaction, row.id, policies.back, null)
  await countPolicies(transaction, row.id)
  await keepPeople(transaction, vault, row.id, detail)
  changed.push(await keepInvoices(transaction, row.id, detail))
  for (const one of notes) await note(transaction, row.id, one)
  for (const one of attentions) changed.push(await change(transaction, row.id, one))
  if (sendSurrender)
    await jobs.enqueue('send-surrender', { key: row.id, data: { orderId: row.id }, in: transaction })
  await learnPremiums(transaction, { ...row, ...values }, status, detail, prices, now)
  if (changed.includes(true))
    await announce(transaction, { kind: 'order', orderId: row.id, status, owner: row.created_by })
}

/** Whether a surrender of an order that goes on was reported as not done, now or earlier. */
async function seemsNotDone(
  transaction: Transaction<Database>,
  orderId: string,
  status: OrderStatus,
  attentions: AttentionChange[],
): Promise<boolean> {
  if (isOver(status)) return false
  if (attentions.some(({ act, reason }) => act === 'raise' && reason === 'surrender-not-done')) return true
  const reported = await transaction
    .selectFrom('attentions')
    .select('reason')
    .where('order_id', '=', orderId)
    .where('reason', '=', 'surrender-not-done')
    .executeTakeFirst()
  return reported !== undefined
}

async function change(
  transaction: Transaction<Database>,
  orderId: string,
  { act, reason, detail = null }: AttentionChange,
): Promise<boolean> {
  if (act === 'drop') return dropAttention(transaction, orderId, reason)
  if (act === 'keep') return keepAttention(transaction, orderId, reason, detail)
  await raiseAttention(transaction, orderId, reason, detail)
  return true
}

/** Whether these columns change the row. */
function changes(row: OrderRow, values: Decision['values']): boolean {
  const plain = (value: unknown) => (value instanceof Date ? value.getTime() : value)
  return Object.entries(values).some(
    ([column, value]) => plain(value) !== plain(row[column as keyof OrderRow]),
  )
}

/** Null when it does not decrypt: the platform's new answer replaces it. */
function opens(vault: Vault, place: Place, sealed: Buffer): string | null {
  try {
    return vault.open(place, sealed)
  } catch {
    return null
  }
}
