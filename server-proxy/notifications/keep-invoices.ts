import type { Kysely, Transaction } from 'kysely'
import type { OrderDetail } from '../gateway/types.ts'
import type { Database } from '../store/schema.ts'

/** Invoice files that 7.11 names beside the insured people. */
export async function keepInvoices(
  transaction: Transaction<Database>,
  orderId: string,
  detail: OrderDetail,
): Promise<void> {
  const files = new Map<string, string | null>()
  for (const person of detail.insuredInfoList) {
    if (person.invoiceUrl && !files.has(person.invoiceUrl)) files.set(person.invoiceUrl, person.policyCode)
  }
  await addInvoiceFiles(
    transaction,
    orderId,
    [...files].map(([invoiceUrl, policyCode]) => ({ invoiceUrl, policyCode })),
  )
}

/** Adds invoice files not known yet, numbered on from the last one. */
export async function addInvoiceFiles(
  db: Transaction<Database> | Kysely<Database>,
  orderId: string,
  files: { invoiceUrl: string; policyCode: string | null }[],
): Promise<void> {
  if (files.length === 0) return
  const known = await db
    .selectFrom('invoice_files')
    .select(['n', 'url'])
    .where('order_id', '=', orderId)
    .execute()
  const urls = new Set(known.map((file) => file.url))
  const fresh = files.filter((file) => !urls.has(file.invoiceUrl))
  if (fresh.length === 0) return
  await db
    .insertInto('invoice_files')
    .values(
      fresh.map((file, place) => ({
        order_id: orderId,
        n: known.length + place + 1,
        policy_code: file.policyCode,
        url: file.invoiceUrl,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
