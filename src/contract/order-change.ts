import * as z from 'zod/mini'
import { isDay } from './days.ts'
import { EXPLAINED } from './explained.ts'
import { Insured, text } from './people.ts'

/** 换人: other people on the same days. 改期: the same people on other days. */
export const CHANGE_KINDS = ['people', 'dates'] as const
export type ChangeKind = (typeof CHANGE_KINDS)[number]

/** `open`: surrendered, and the new order is not placed yet. */
export const CHANGE_STATES = ['open', 'placed', 'given-up'] as const
export type ChangeState = (typeof CHANGE_STATES)[number]

const Day = z.string().check(z.refine(isDay, 'day'))
const policyCodes = z.optional(z.array(text(64)).check(z.minLength(1, 'required')))
const confirmed = z.optional(z.boolean())
const explained = z.optional(z.enum(EXPLAINED, { error: 'choose' }))

/** Surrenders the given policies, or the whole order, and sells again. */
export const ChangeOrder = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('people'),
    policyCodes,
    insured: z.array(Insured).check(z.minLength(1, 'required')),
    confirmed,
    explained,
  }),
  z.object({ kind: z.literal('dates'), policyCodes, startDate: Day, endDate: Day, confirmed, explained }),
])
export type ChangeOrder = z.infer<typeof ChangeOrder>

/** The open change of an order. */
export const OpenChange = z.object({
  kind: z.enum(CHANGE_KINDS),
  policyCodes: z.nullable(z.array(z.string())),
  startDate: z.nullable(z.string()),
  endDate: z.nullable(z.string()),
  people: z.number(),
  /** The last new order that was tried. */
  newOrderId: z.nullable(z.string()),
  /** Whether the surrender was requested from the platform or shows there. */
  surrendered: z.boolean(),
})
export type OpenChange = z.infer<typeof OpenChange>
