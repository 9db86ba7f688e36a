import * as z from 'zod/mini'
import { PurchaseDraft } from './purchases.ts'
import { optionalText, text } from './people.ts'

/** `link`: made for somebody; `public`: the open entry of a product. */
export const LINK_KINDS = ['link', 'public'] as const
export const LINK_STATES = ['open', 'expired', 'revoked', 'used-up'] as const
export type LinkState = (typeof LINK_STATES)[number]
export const MOST_USES = 1_000
export const MOST_DAYS = 365

/** 购买链接, made by staff. `uses` null: any number; `days` null: without end (public entries only). */
export const MakeLink = z
  .object({
    kind: z.optional(z.enum(LINK_KINDS)),
    memberId: text(32),
    productCode: text(32),
    /** Staff's own word for it; never shown to the customer. */
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
    /** What is filled in beforehand; the customer can change it. */
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
  /** The whole address; it opens the purchase for whoever holds it. */
  url: z.string(),
  /** Address and people cannot be decrypted. */
  unreadable: z.boolean(),
  title: nullableText,
  memberId: z.string(),
  /** Full names; the insurer's is null where an admin has not entered it. */
  insurerName: nullableText,
  sellerName: z.string(),
  productCode: z.string(),
  productName: z.string(),
  planName: nullableText,
  startDate: nullableText,
  endDate: nullableText,
  /** How many insured are filled in. */
  people: z.number(),
  /** Who opens it is asked for the last four of the holder's document or mobile before the people are shown. */
  asksHolder: z.boolean(),
  /** Too many wrong last fours: it opens for nobody until staff reopen it. */
  closed: z.boolean(),
  uses: z.nullable(z.number()),
  expiresAt: nullableText,
  createdBy: z.string(),
  createdAt: z.string(),
  /** How often the page was opened, a purchase begun, and one paid for. */
  opened: z.number(),
  begun: z.number(),
  bought: z.number(),
})
export type Link = z.infer<typeof Link>

export const ListLinks = z.object({
  kind: z.optional(z.enum(LINK_KINDS)),
  productCode: z.optional(z.string()),
  cursor: z.optional(z.string()),
})
export const LinkList = z.object({ items: z.array(Link), nextCursor: nullableText })
export type LinkList = z.infer<typeof LinkList>
