import type { Transaction } from 'kysely'
import type { AmountIs } from '../../src/contract/money.ts'
import type { Prices } from '../../src/contract/premiums.ts'
import type { OrderDetail } from '../gateway/types.ts'
import type { Jobs } from '../jobs/jobs.ts'
import type { Database, OrderRow } from '../store/schema.ts'
import type { Vault } from '../store/vault.ts'
import { dropAttention, keepAttention, raiseAttention } from './attention.ts'
import { countPolicies } from './count-policies.ts'
import type { Decision } from './decide.ts'
import { keepInvoices } from './keep-invoices.ts'
import { keepPeople } from './keep-people.ts'
import { keepPolicies } from './keep-policies.ts'
import { writeStatus } from './move-order.ts'
import { learnPremiums } from './learned-premiums.ts'
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

/** Writes what was decided on a locked row, and everything that follows, in the caller's transaction. */
export async function writeDecision(
  transaction: Transaction<Database>,
  row: OrderRow,
  { status, values, policies, notes, attentions, watching, moved, sendSurrender }: Decision,
  { detail, vault, jobs, amountIs, prices, now }: Context,
): Promise<void> {
  const platform = JSON.stringify(platformOrderOf(detail))
  await writeStatus(transaction, row, status, {
    values: {
      ...values,
      platform_sealed: vault.seal({ table: 'orders', column: 'platform', row: row.id }, platform),
    },
    now,
    jobs,
    amountIs,
    watching,
    moved,
  })
  await keepPolicies(transaction, row.id, policies)
  await countPolicies(transaction, row.id)
  await keepPeople(transaction, vault, row.id, detail)
  await keepInvoices(transaction, row.id, detail)
  for (const one of notes) await note(transaction, row.id, one)
  for (const { act, reason, detail: said = null } of attentions) {
    if (act === 'raise') await raiseAttention(transaction, row.id, reason, said)
    else if (act === 'keep') await keepAttention(transaction, row.id, reason)
    else await dropAttention(transaction, row.id, reason)
  }
  if (sendSurrender)
    await jobs.enqueue('send-surrender', { key: row.id, data: { orderId: row.id }, in: transaction })
  await learnPremiums(transaction, { ...row, ...values }, status, detail, prices, now)
}
