/** Final values of invoiceStatus (§7.11): made, failed. */
export const INVOICE_DONE: ReadonlySet<number> = new Set([1, 2])
/** A file exists: made or partly made. */
export const INVOICE_MADE: ReadonlySet<number> = new Set([1, 4])
