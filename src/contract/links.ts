import * as z from 'zod/mini'
import { ShownSalesPerson } from './salesperson.ts'
import { PurchaseDraft } from './purchases.ts'
import { Search } from './orders.ts'
import { optionalText, text } from './people.ts'

/** `link`: for a specific customer. `public`: a product's public entry. */
export const LINK_KINDS = ['link', 'public'] as const
export const LINK_STATES = ['open', 'expired', 'revoked', 'used-up'] as const
export type LinkState = (typeof LINK_STATES)[number]
export const MOST_USES = 1_000
export const MOST_DAYS = 365

/** 购买链接, created by staff. `uses` null: unlimited. `days` null: never expires (public entries only). */
export const MakeLink = z
  .object({
    kind: z.optional(z.enum(LINK_KINDS)),
    memberId: text(32),
    productCode: text(32),
    /** Internal note, never shown to the customer. */
    title: optionalText(60),
    uses: z.nullable(
      z
        .number({ error: 'required' })
        .check(z.int('invalid'), z.gte(1, 'invalid'), z.lte(MOST_USES, 'invalid')),
    ),
    days: z.nullable(
      z
        .number({ error: 'required' })
        .check(z.int('invalid'), z.gte(1, 'invalid'), z.lte(MOST_DAYS, 'invalid')),
    ),
    /** 团号, and a note for staff. Customers see neither. */
    groupNo: optionalText(32),
    note: optionalText(200),
    /** Prefilled data that the customer can change. */
    prefill: z.optional(PurchaseDraft),
  })
  .check(
    z.superRefine((link, context) => {
      if (link.kind === 'public') return
      for (const name of ['uses', 'days'] as const)
        if (link[name] === null)
          context.addIssue({ code: 'custom', path: [name], message: 'required', input: link })
    }),
  )
export type MakeLink = z.infer<typeof MakeLink>

const nullableText = z.nullable(z.string())

export const Link = z.object({
  id: z.string(),
  kind: z.enum(LINK_KINDS),
  state: z.enum(LINK_STATES),
  /** The full URL. Anyone who has it can open the purchase. */
  url: z.string(),
  /** The URL and people cannot be decrypted. */
  unreadable: z.boolean(),
  title: nullableText,
  memberId: z.string(),
  /** Full names. The insurer's is null until an admin enters it. */
  insurerName: nullableText,
  sellerName: z.string(),
  productCode: z.string(),
  productName: z.string(),
  planName: nullableText,
  startDate: nullableText,
  endDate: nullableText,
  groupNo: nullableText,
  note: nullableText,
  /** The prefilled policyholder's name. */
  holder: nullableText,
  /** Number of prefilled insured. */
  people: z.number(),
  /** The visitor must enter the last four of the holder's ID or mobile number before people are shown. */
  asksHolder: z.boolean(),
  /** Locked after too many wrong attempts, until staff unlock it. */
  closed: z.boolean(),
  uses: z.nullable(z.number()),
  expiresAt: nullableText,
  createdBy: z.string(),
  salesperson: ShownSalesPerson,
  createdAt: z.string(),
  /** Counts of visits, started purchases and paid orders. */
  opened: z.number(),
  begun: z.number(),
  bought: z.number(),
})
export type Link = z.infer<typeof Link>

/** Query of the link list. `by` is a username. */
export const ListLinks = z.object({
  /** Part of the policyholder's name, the product's name, the group number, the note or the title. */
  q: Search,
  state: z.optional(z.enum(LINK_STATES)),
  by: z.optional(z.string()),
  kind: z.optional(z.enum(LINK_KINDS)),
  productCode: z.optional(z.string()),
  memberId: z.optional(z.string()),
  cursor: z.optional(z.string()),
})
export type ListLinks = z.infer<typeof ListLinks>
export const LinkList = z.object({ items: z.array(Link), nextCursor: nullableText })
export type LinkList = z.infer<typeof LinkList>
