import * as z from 'zod/mini'
import { Remark } from './remark.ts'

/** Who pays at the cashier, as staff say. `distributor`: it is the policyholder. `staff`: for the customer. */
export const PAYERS = ['customer', 'distributor', 'staff'] as const
export type Payer = (typeof PAYERS)[number]

export const PAYER_WORDS: Record<Payer, { zh: string; en: string }> = {
  customer: { zh: '客户', en: 'the customer' },
  distributor: { zh: '本公司（投保人）', en: 'the distributor (policyholder)' },
  staff: { zh: '业务员代付', en: 'staff for the customer' },
}

/** What the policyholder is: `distributor` by its full name in the disclosure, `person` until more is known. */
export const HOLDER_KINDS = ['person', 'company', 'distributor'] as const
export type HolderKind = (typeof HOLDER_KINDS)[number]

export const NamePayer = z
  .object({ payer: z.enum(PAYERS, { error: 'choose-payer' }), reason: z.optional(Remark) })
  .check(
    z.superRefine(({ payer, reason }, context) => {
      if (payer === 'staff' && !reason)
        context.addIssue({ code: 'custom', path: ['reason'], message: 'required', input: reason })
    }),
  )
export type NamePayer = z.infer<typeof NamePayer>
