import { INVOICE_FORMATS, type InvoiceFormat } from '#contract/invoices.ts'
import type { Kysely, Transaction } from 'kysely'
import { mergeInvoices } from '../gateway/read.ts'
import type { InvoiceOnFile, OrderDetail } from '../gateway/types.ts'
import type { Database } from '../store/schema.ts'

/** The policies that a file invoices; empty while the platform has not named them. */
export const policyCodesOf = (row: { policy_codes: string[]; policy_code: string | null }): string[] =>
  row.policy_codes.length > 0 ? row.policy_codes : row.policy_code === null ? [] : [row.policy_code]

/** A path that names a file by itself; a query behind it is a signature. A script finds the file by its query. */
const FILE = /\.(?!(?:do|jspx?|php|aspx?|ashx|cgi|html?)$)[a-z][a-z0-9]{1,3}$/i
/** `/invoice.ofd`, or as tax bureaus write it: `?Wjgs=OFD`. */
const NAMED = /(?:\.|=)(pdf|ofd|xml)(?=$|&)/i

/** By the content once it was fetched, before that by the address. */
export function formatOf({
  format,
  url,
}: {
  format: InvoiceFormat | null
  url: string
}): InvoiceFormat | null {
  if (format || !URL.canParse(url, 'https://platform')) return format
  const { pathname, search } = new URL(url, 'https://platform')
  const named = (NAMED.exec(pathname) ?? NAMED.exec(search))?.[1]?.toLowerCase()
  return INVOICE_FORMATS.find((one) => one === named) ?? null
}

/** Stores the invoice files that 7.11 names beside the insured people. */
export async function keepInvoices(
  transaction: Transaction<Database>,
  orderId: string,
  detail: OrderDetail,
): Promise<boolean> {
  return addInvoiceFiles(transaction, orderId, mergeInvoices(detail.insuredInfoList))
}

/**
 * Adds unknown invoice files, numbered after the last one. Known files get their policies and newest address.
 * Returns false when nothing is new.
 */
export async function addInvoiceFiles(
  db: Transaction<Database> | Kysely<Database>,
  orderId: string,
  files: InvoiceOnFile[],
): Promise<boolean> {
  if (files.length === 0) return false
  const known = await db
    .selectFrom('invoice_files')
    .selectAll()
    .where('order_id', '=', orderId)
    .orderBy('n')
    .execute()
  let learned = false
  for (const file of files) {
    const row = known.find(({ url }) => url === file.invoiceUrl) ?? known.find((one) => isSame(one, file))
    if (!row) {
      const fresh = {
        order_id: orderId,
        n: known.length + 1,
        policy_code: file.policyCodes[0] ?? null,
        policy_codes: file.policyCodes,
        url: file.invoiceUrl,
        format: null,
      }
      await db.insertInto('invoice_files').values(fresh).execute()
      known.push(fresh)
      learned = true
      continue
    }
    const all = [...new Set([...policyCodesOf(row), ...file.policyCodes])]
    if (all.length === row.policy_codes.length && row.url === file.invoiceUrl) continue
    learned = true
    Object.assign(row, { policy_codes: all, url: file.invoiceUrl })
    await db
      .updateTable('invoice_files')
      .set({ policy_codes: all, url: file.invoiceUrl })
      .where('order_id', '=', orderId)
      .where('n', '=', row.n)
      .execute()
  }
  return learned
}

type Known = { url: string; policy_codes: string[]; policy_code: string | null }

/** Same file: equal path (scheme, host and signature may differ) and equal policies when both name them. */
function isSame(known: Known, { invoiceUrl, policyCodes }: InvoiceOnFile): boolean {
  if (fileOf(known.url) !== fileOf(invoiceUrl)) return false
  const codes = policyCodesOf(known)
  return codes.length === 0 || policyCodes.length === 0 || policyCodes.some((code) => codes.includes(code))
}

/** The path, with the query unless the path names a file: `/download.do?id=1` and `?id=2` are two. */
function fileOf(url: string): string {
  if (!URL.canParse(url, 'https://platform')) return url
  const { pathname, search } = new URL(url, 'https://platform')
  return FILE.test(pathname) ? pathname : pathname + search
}
