import * as z from 'zod/mini'
import { addDays, daysCovered, isDay } from './days.ts'
import { type OrderStatus, PAID_STATUSES } from './place-order.ts'
import { PURCHASE_STEPS } from './purchase-steps.ts'

/** Maximum period in days. */
export const LONGEST_PERIOD = 366
/** Periods longer than this many days are charted by month. */
const LONGEST_BY_DAYS = 62

const Day = z.string({ error: 'required' }).check(z.refine(isDay, 'day'))

/** Days of Asia/Shanghai, both included. */
const ordered = [
  z.refine<{ from: string; to: string }>(({ from, to }) => to >= from, {
    error: 'to-before-from',
    path: ['to'],
  }),
  z.refine<{ from: string; to: string }>(
    ({ from, to }) => to < from || daysCovered(from, to) <= LONGEST_PERIOD,
    { error: 'period-over-year', path: ['to'] },
  ),
] as const
export const Period = z.object({ from: Day, to: Day }).check(...ordered)
export const PartyPeriod = z
  .object({ from: Day, to: Day, by: z.enum(['clerk', 'member', 'partner']) })
  .check(...ordered)
export type Period = z.infer<typeof Period>

/**
 * 口径: each figure counts orders created in the period by their current status. `ordered`: all. `issued`: with cover,
 * including surrenders in progress. `returned`: premium refunded or being refunded.
 */
export const COUNTED = {
  paid: PAID_STATUSES,
  issued: ['issued', 'surrendering'],
  returned: ['surrendered', 'refunded'],
  failed: ['failed'],
} as const satisfies Record<string, readonly OrderStatus[]>

export const Figures = z.object({
  ordered: z.number(),
  failed: z.number(),
  paid: z.number(),
  issued: z.number(),
  /** Fen: payable amount of `issued` orders. */
  premium: z.number(),
  returned: z.number(),
  /** Fen: payable amount of `returned` orders, which no other figure includes. */
  returnedAmount: z.number(),
})
export type Figures = z.infer<typeof Figures>

/** Figures of a product, of a day (`2026-01-31`), an hour (`2026-01-31T09`) or a month (`2026-01`). */
const Point = z.object({ at: z.string(), ordered: z.number(), issued: z.number(), premium: z.number() })
export type Point = z.infer<typeof Point>
const ProductFigures = z.extend(Figures, { productCode: z.string(), productName: z.string() })
export type ProductFigures = z.infer<typeof ProductFigures>

/** Whose figures a table shows. */
export const PARTY_KINDS = ['clerk', 'member', 'partner'] as const
export type PartyKind = (typeof PARTY_KINDS)[number]
/** `filter`: the value that selects these orders in the list of orders. */
const PartyFigures = z.extend(Figures, { id: z.string(), name: z.string(), filter: z.string() })
export type PartyFigures = z.infer<typeof PartyFigures>
/** Highest premium first; only those with orders. */
export const DeskParties = z.object({ items: z.array(PartyFigures), nextCursor: z.nullable(z.string()) })
export type DeskParties = z.infer<typeof DeskParties>

/** How soon an unpaid departure is shown, days from today. */
export const SOON_DAYS = 3
/** An unpaid order whose cover begins soon. */
const Departure = z.object({
  orderId: z.string(),
  holderName: z.nullable(z.string()),
  /** This and `planCode` and `endDate` do not come from portals before 2026-12. */
  productCode: z.optional(z.string()),
  productName: z.string(),
  planCode: z.optional(z.nullable(z.string())),
  people: z.number(),
  startDate: z.string(),
  endDate: z.optional(z.nullable(z.string())),
  payable: z.nullable(z.number()),
  createdBy: z.string(),
  /** Where the customer pays; null without a usable address. */
  cashierUrl: z.nullable(z.string()),
})
export type Departure = z.infer<typeof Departure>
export const Departures = z.object({
  /** All of them; `items` are the first. */
  count: z.number(),
  items: z.array(Departure),
})
export type Departures = z.infer<typeof Departures>

/** The set-up steps of a new portal. */
export const FirstSteps = z.object({
  member: z.boolean(),
  product: z.boolean(),
  ordered: z.boolean(),
  paid: z.boolean(),
})
export type FirstSteps = z.infer<typeof FirstSteps>

export const Desk = z.object({
  from: z.string(),
  to: z.string(),
  figures: Figures,
  /**
   * The same number of days before the period. `untilNow`: its last day counts only up to the current time of day, as
   * today does.
   */
  before: z.object({ from: z.string(), to: z.string(), untilNow: z.boolean(), figures: Figures }),
  /** Applications started in the period and not ordered, by staff and by customers. */
  begun: z.object({ drafts: z.number(), purchases: z.number() }),
  /** Purchases among `begun` that customers abandoned, by their last step; every step in order. */
  abandoned: z.array(z.object({ step: z.enum(PURCHASE_STEPS), count: z.number() })),
  by: z.enum(['hour', 'day', 'month']),
  /** Every hour, day or month of the period, also those without a sale. */
  points: z.array(Point),
  /** Highest premium first; only products that were ordered. */
  products: z.array(ProductFigures),
  /** False if this user has no orders at all. */
  everSold: z.boolean(),
})
export type Desk = z.infer<typeof Desk>

/** The comparison period: the same number of days right before. */
export function periodBefore({ from, to }: Period): Period {
  return { from: addDays(from, -daysCovered(from, to)), to: addDays(from, -1) }
}

/** The chart's unit for a period. */
export function stepOf({ from, to }: Period): Desk['by'] {
  if (from === to) return 'hour'
  return daysCovered(from, to) > LONGEST_BY_DAYS ? 'month' : 'day'
}

/** Every hour, day or month of a period, in order. */
export function stepsOf(period: Period): string[] {
  const { from, to } = period
  const by = stepOf(period)
  if (by === 'hour')
    return Array.from({ length: 24 }, (_, hour) => `${from}T${String(hour).padStart(2, '0')}`)
  const days = Array.from({ length: daysCovered(from, to) }, (_, n) => addDays(from, n))
  return by === 'day' ? days : [...new Set(days.map((day) => day.slice(0, 7)))]
}
