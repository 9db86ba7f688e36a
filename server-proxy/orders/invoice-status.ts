import { INVOICE_DONE as DONE } from '#contract/at-rest.ts'
import { INVOICE_STATUSES } from '#contract/invoices.ts'

const codeOf = (status: (typeof INVOICE_STATUSES)[number]) => INVOICE_STATUSES.indexOf(status)

/** Final values of invoiceStatus (§7.11): made, failed. */
export const INVOICE_DONE: ReadonlySet<number> = new Set([...DONE].map(codeOf))
/** A file exists: made or partly made. */
export const INVOICE_MADE: ReadonlySet<number> = new Set((['issued', 'partly-issued'] as const).map(codeOf))
