import * as z from 'zod/mini'

const nullableText = z.nullable(z.string())

/** A person or company as the platform returns it: labels instead of codes, ID numbers masked by us. */
const PlatformPerson = z.object({
  name: nullableText,
  cardType: nullableText,
  cardNo: nullableText,
  birthday: nullableText,
  gender: nullableText,
  mobile: nullableText,
  email: nullableText,
})

/** 订单详情 (§7.11) as last read. */
export const PlatformOrder = z.object({
  productName: nullableText,
  productCode: nullableText,
  /** Unchanged, e.g. 2026-12-01至2026-12-03. */
  safeguardPeriod: nullableText,
  createTime: nullableText,
  totalQty: z.nullable(z.number()),
  /** Fen. */
  amount: z.nullable(z.number()),
  /** Fen. */
  reduction: z.nullable(z.number()),
  insurerName: nullableText,
  benefitType: nullableText,
  isGroup: z.nullable(z.boolean()),
  isEnterprise: z.boolean(),
  enterprise: z.nullable(
    z.object({
      name: nullableText,
      cardType: nullableText,
      cardNo: nullableText,
      mobile: nullableText,
      email: nullableText,
    }),
  ),
  holder: z.nullable(PlatformPerson),
  insured: z.array(
    z.extend(PlatformPerson, {
      /** Fen. */ fee: z.nullable(z.number()),
      policyStatus: nullableText,
      policyCode: nullableText,
    }),
  ),
})
export type PlatformOrder = z.infer<typeof PlatformOrder>
