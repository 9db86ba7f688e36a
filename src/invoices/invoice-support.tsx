import type { OrderInvoice } from '../contract/orders.ts'
import { useText } from '../ui/language.tsx'
import { messages } from './messages.ts'
import type * as z from 'zod/mini'

/** Expected invoices (isInvoice of §7.11): one per policy, one for all, or the platform decides. */
export function InvoiceSupport({ support }: { support: z.infer<typeof OrderInvoice>['support'] }) {
  const t = useText(messages)
  if (support === null || support === 'none') return null
  return <p className="text-muted">{t[support]}</p>
}
