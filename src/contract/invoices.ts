import * as z from 'zod/mini'
import { MONEY } from './money.ts'
import { text } from './people.ts'

const nullableText = z.nullable(z.string())

/** Files of a fully digital invoice (数电票). */
export const INVOICE_FORMATS = ['pdf', 'ofd', 'xml'] as const
export type InvoiceFormat = (typeof INVOICE_FORMATS)[number]
/** By its content once it was fetched, before that by its address; null: not known yet. */
export const Format = z.nullable(z.enum(INVOICE_FORMATS))

/** One invoice file (§7.3); `n` counts from 1. `policyCodes`: the invoiced policies, empty until known. */
export const InvoiceFile = z.object({
  n: z.number(),
  /** The first of them. */
  policyCode: nullableText,
  policyCodes: z.array(z.string()),
  format: Format,
  file: z.string(),
})
export type InvoiceFile = z.infer<typeof InvoiceFile>

export const InvoiceList = z.object({ items: z.array(InvoiceFile), nextCursor: nullableText })
export type InvoiceList = z.infer<typeof InvoiceList>

/** isInvoice of §7.11: 0 none, 1 single, 2 merged, 3 both. */
export const INVOICE_SUPPORT = ['none', 'single', 'merged', 'both'] as const
/** invoiceStatus of §7.11: 0 to 4. */
export const INVOICE_STATUSES = ['none', 'issued', 'failed', 'issuing', 'partly-issued'] as const

/**
 * Invoice status in the list: can be requested · in progress · issued · partly issued · failed and can be requested
 * again · not available for the product (isInvoice 0).
 */
export const INVOICE_STATES = ['open', 'issuing', 'issued', 'partly-issued', 'failed', 'unsupported'] as const
export type InvoiceState = (typeof INVOICE_STATES)[number]

export const OrderInvoice = z.object({
  support: z.nullable(z.enum(INVOICE_SUPPORT)),
  status: z.nullable(z.enum(INVOICE_STATUSES)),
  /** Requested through this portal. */
  requestedAt: nullableText,
  invoiceType: z.nullable(z.enum(['person', 'company'])),
  invoiceTitle: nullableText,
})

/** An order in the list of invoices. */
export const InvoiceSummary = z.object({
  orderId: z.string(),
  orderCode: nullableText,
  productName: z.string(),
  holderName: nullableText,
  ...MONEY,
  state: z.enum(INVOICE_STATES),
  invoiceType: z.nullable(z.enum(['person', 'company'])),
  invoiceTitle: nullableText,
  requestedAt: nullableText,
  /** Number of known files. Fetching them may find more. */
  files: z.number(),
})
export type InvoiceSummary = z.infer<typeof InvoiceSummary>
export const InvoiceSummaryList = z.object({ items: z.array(InvoiceSummary), nextCursor: nullableText })
export type InvoiceSummaryList = z.infer<typeof InvoiceSummaryList>

/** 开票 (§7.2). Companies need a taxpayer number. */
export const ApplyInvoice = z
  .object({
    invoiceType: z.enum(['person', 'company'], { error: 'required' }),
    /** Names of companies may be longer than the platform's 32 characters. */
    invoiceTitle: text(1_000).check(z.refine((value) => [...value].length <= 32, 'title-too-long-32')),
    taxpayerNo: z.optional(
      z
        .string()
        .check(
          z.trim(),
          z.toUpperCase(),
          z.regex(/^([0-9A-Z]{15}|[0-9A-Z]{17}|[0-9A-Z]{18}|[0-9A-Z]{20})$/, 'taxpayer-no'),
        ),
    ),
    confirmed: z.optional(z.boolean()),
  })
  .check(
    z.superRefine((value, context) => {
      if (value.invoiceType === 'company' && !value.taxpayerNo)
        context.addIssue({ code: 'custom', path: ['taxpayerNo'], message: 'required', input: value })
    }),
  )
export type ApplyInvoice = z.infer<typeof ApplyInvoice>
