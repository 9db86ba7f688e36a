import type { Generated } from 'kysely'
import type { OrderStatus } from '#contract/place-order.ts'

/** Orders summed by day of Shanghai, seller, product and status; the figure is the sum of all rows of a key. */
export type OrderDays = {
  day: string
  created_by: string
  product_code: string
  status: OrderStatus
  orders: number
  /** Fen. */
  amount: number
  reduction: Generated<number>
  folded: Generated<boolean>
}

/** How many people a premium was seen for, and when last; fen for one person. */
export type LearnedPremiums = {
  product_code: string
  plan_code: string
  days: number
  premium: number
  people: number
  seen_at: Date
}

/** Like `OrderDays`, by member and by partner instead of by product. */
export type OrderDayParties = {
  kind: 'member' | 'partner'
  party: string
  day: string
  created_by: string
  status: OrderStatus
  orders: number
  /** Fen. */
  amount: number
  reduction: number
  folded: Generated<boolean>
}
