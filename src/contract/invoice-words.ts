import type { InvoiceFile } from './invoices.ts'

/** How many invoices to expect (isInvoice of §7.11). */
export const INVOICE_SUPPORT_WORDS = {
  single: {
    zh: '该产品每张保单各开一张发票。',
    en: 'Each policy of this product gets its own invoice.',
  },
  merged: {
    zh: '该产品全部保单合开一张发票。',
    en: 'All policies of this product share one invoice.',
  },
  both: {
    zh: '该产品可以每张保单各开一张发票，也可以合开一张，由平台决定。',
    en: 'Each policy may get its own invoice, or all may share one. The platform decides.',
  },
} as const

/** The name of an invoice file. PDF is the usual format. */
export function invoiceName(
  { n, policyCodes: codes, format }: Pick<InvoiceFile, 'n' | 'policyCodes' | 'format'>,
  language: 'zh' | 'en',
): string {
  const name = nameOf(n, codes, language)
  return format === null || format === 'pdf' ? name : `${name} ${format.toUpperCase()}`
}

function nameOf(n: number, codes: readonly string[], language: 'zh' | 'en'): string {
  if (codes.length === 0) return language === 'zh' ? `发票 ${n}` : `Invoice ${n}`
  if (codes.length === 1) return language === 'zh' ? `发票 ${codes[0]}` : `Invoice ${codes[0]}`
  return language === 'zh'
    ? `合并发票（${codes.length} 张保单）`
    : `Combined invoice (${codes.length} policies)`
}
