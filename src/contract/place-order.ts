import * as z from 'zod/mini'
import { EXPLAINED } from './explained.ts'
import { Holder, Insured, OptionalDay, optionalText, text } from './people.ts'
import { saleFaults } from './sale-faults.ts'

/** Order status; glossary.ts has the words. */
export const ORDER_STATUSES = [
  'draft',
  'submitting',
  'uncertain',
  'unpaid',
  'paid',
  'issued',
  'surrendering',
  'surrendered',
  'refunded',
  'failed',
] as const
export type OrderStatus = (typeof ORDER_STATUSES)[number]
/** Statuses after payment, including surrendered and refunded. */
export const PAID_STATUSES: readonly OrderStatus[] = [
  'paid',
  'issued',
  'surrendering',
  'surrendered',
  'refunded',
]

export const PAY_TYPES = ['cash', 'credit'] as const
export type PayType = (typeof PAY_TYPES)[number]

/** 来源: an order's channel. */
export const CHANNELS = ['staff', 'link', 'public', 'partner'] as const
export type Channel = (typeof CHANNELS)[number]

/** 下预订单 (§7.4). The customer may enter dates and people on the platform's page instead. */
export const PlaceOrder = z
  .object({
    memberId: text(32),
    productCode: text(32),
    planCode: optionalText(32),
    payType: z.enum(PAY_TYPES, { error: 'required' }),
    startDate: OptionalDay,
    endDate: OptionalDay,
    holder: z.optional(Holder),
    insured: z.optional(z.array(Insured)),
    confirmed: z.optional(z.boolean()),
    /** `ask`: 422 when an insured has cover here on overlapping days. `confirmed`: place it anyway. */
    secondCover: z.optional(z.enum(['ask', 'confirmed'], { error: 'invalid' })),
    /** How staff explained the insurance to the policyholder. Required of staff against production. */
    explained: z.optional(z.enum(EXPLAINED, { error: 'choose' })),
    /** 团号, and a note for staff. Customers see neither. */
    groupNo: optionalText(32),
    note: optionalText(200),
  })
  .check(
    z.superRefine((sale, context) => {
      for (const { path, code } of saleFaults(sale))
        context.addIssue({ code: 'custom', path, message: code, input: sale })
    }),
  )
export type PlaceOrder = z.infer<typeof PlaceOrder>

export const PlacedOrder = z.object({
  id: z.string(),
  status: z.enum(ORDER_STATUSES),
  outSerialNo: z.string(),
  tempOrderCode: z.nullable(z.string()),
  cashierUrl: z.nullable(z.string()),
  /** The address is withheld until PUT /api/orders/:id/payer says who pays. */
  asksPayer: z.optional(z.boolean()),
})
export type PlacedOrder = z.infer<typeof PlacedOrder>
