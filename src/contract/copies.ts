import * as z from 'zod/mini'
import { ORDER_STATUSES } from './place-order.ts'
import { CARD_TYPES, Day } from './people.ts'

/** 再来一单: the same product with the same people and new dates, or with the same dates and other people. */
export const CopyOrder = z.object({ keep: z.enum(['people', 'dates'], { error: 'choose' }) })
export type CopyOrder = z.infer<typeof CopyOrder>

export const CopiedOrder = z.object({ draftId: z.string() })

/** Asks which people are insured already on overlapping days. */
export const FindDuplicates = z.object({
  startDate: Day,
  endDate: Day,
  people: z
    .array(
      z.object({ cardType: z.enum(CARD_TYPES), cardNo: z.string().check(z.maxLength(64, 'too-long-64')) }),
    )
    .check(z.maxLength(1000, 'invalid')),
})
export type FindDuplicates = z.infer<typeof FindDuplicates>

export const Duplicate = z.object({
  /** Place in the list that was sent. */
  place: z.number(),
  /** Null if another clerk's. */
  orderId: z.nullable(z.string()),
  productName: z.string(),
  startDate: z.nullable(z.string()),
  endDate: z.nullable(z.string()),
  status: z.enum(ORDER_STATUSES),
})
export type Duplicate = z.infer<typeof Duplicate>
export const DuplicateList = z.object({ items: z.array(Duplicate) })
