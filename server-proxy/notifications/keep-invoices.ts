import type { Kysely, Transaction } from 'kysely'
import { mergeInvoices } from '../gateway/read.ts'
import type { InvoiceOnFile, OrderDetail } from '../gateway/types.ts'
import type { Database } from '../store/schema.ts'

/** The policies that a file invoices; empty while the platform has not said. */
export const policyCodesOf = (row: { policy_codes: string[]; policy_code: string | null }): string[] =>
  row.policy_codes.length > 0 ? row.policy_codes : row.policy_code === null ? [] : [row.policy_code]

/** Invoice files that 7.11 names beside the insured people. */
export async function keepInvoices(
  transaction: Transaction<Database>,
  orderId: string,
  detail: OrderDetail,
): Promise<boolean> {
  return addInvoiceFiles(transaction, orderId, mergeInvoices(detail.insuredInfoList))
}

/**
 * Adds invoice files not known yet, numbered on from the last one; known ones learn the policies they are
 * for. False when nothing is new.
 */
export async function addInvoiceFiles(
  db: Transaction<Database> | Kysely<Database>,
  orderId: string,
  files: InvoiceOnFile[],
): Promise<boolean> {
  if (files.length === 0) return false
  const known = await db.selectFrom('invoice_files').selectAll().where('order_id', '=', orderId).execute()
  const byUrl = new Map(known.map((file) => [file.url, file]))
  let learned = false
  for (const { invoiceUrl, policyCodes } of files) {
    const row = byUrl.get(invoiceUrl)
    const all = row && [...new Set([...policyCodesOf(row), ...policyCodes])]
    if (!all || all.length === row.policy_codes.length) continue
    learned = true
    await db
      .updateTable('invoice_files')
      .set({ policy_codes: all })
      .where('order_id', '=', orderId)
      .where('n', '=', row.n)
      .execute()
  }
  const fresh = files.filter(({ invoiceUrl }) => !byUrl.has(invoiceUrl))
  if (fresh.length === 0) return learned
  await db
    .insertInto('invoice_files')
    .values(
      fresh.map(({ invoiceUrl, policyCodes }, place) => ({
        order_id: orderId,
        n: known.length + place + 1,
        policy_code: policyCodes[0] ?? null,
        policy_codes: policyCodes,
        url: invoiceUrl,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return true
}
