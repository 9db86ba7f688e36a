import * as z from 'zod/mini'
import type { OrderStatus } from './place-order.ts'
import { PartnerTheme } from './partners.ts'
import { Plan } from './products.ts'

/** Version of the messages between a partner's page and the frame; each carries it as `aigobo`. */
export const BRIDGE = 1

export type EmbedMode = 'inline' | 'popup' | 'card'

const attribute = z.nullable(z.string().check(z.maxLength(16)))
/** The look that the page asks for, as its attributes say it; what is no look is the partner's own. */
export const EmbedLook = z.object({
  scheme: attribute,
  accent: attribute,
  radius: attribute,
  language: z.optional(attribute),
})
export type EmbedLook = z.infer<typeof EmbedLook>

/** What the partner's page tells the frame; anything else is ignored. */
export const PageMessage = z.union([
  z.object({ aigobo: z.literal(BRIDGE), type: z.literal('hello') }),
  z.object({
    aigobo: z.literal(BRIDGE),
    type: z.literal('token'),
    token: z.string().check(z.maxLength(8192)),
  }),
  z.object({ aigobo: z.literal(BRIDGE), type: z.literal('no-token') }),
  z.object({ aigobo: z.literal(BRIDGE), type: z.literal('heard') }),
  z.extend(EmbedLook, { aigobo: z.literal(BRIDGE), type: z.literal('look') }),
])
export type PageMessage = z.infer<typeof PageMessage>

/** Of which order an event speaks: our id, and the partner's own number for it. */
type About = { order: string; reference: string | null }

/** What the frame tells the page; never personal data. `want-token`, `open` and `close` are for embed.js alone. */
export type FrameEvent =
  | { type: 'ready' }
  | { type: 'resize'; height: number }
  | { type: 'step'; step: string }
  | ({ type: 'ordered' } & About)
  | ({ type: 'handed-over' } & About)
  | ({ type: 'status'; status: OrderStatus } & About)
  | { type: 'error'; code: string }
  | { type: 'want-token' }
  | { type: 'open' }
  | { type: 'close' }
export type FrameMessage = FrameEvent & { aigobo: typeof BRIDGE }

/** What anybody may know of a partner: who may frame us for it, how it looks, what it offers. */
export const EmbedPartner = z.object({
  name: z.string(),
  origins: z.array(z.string()),
  licensed: z.boolean(),
  theme: PartnerTheme,
  products: z.array(
    z.object({
      productCode: z.string(),
      productName: z.string(),
      insurerName: z.nullable(z.string()),
      sellerName: z.string(),
      plans: z.array(Plan),
      /** Path of the public entry where it can be bought outside the frame, and who sells there; null: there is none. */
      entry: z.nullable(z.object({ path: z.string(), sellerName: z.string() })),
      /** Path of the insurer's logo; null where the platform names none. */
      insurerLogo: z.nullable(z.string()),
    }),
  ),
})
export type EmbedPartner = z.infer<typeof EmbedPartner>

/** A signed token for a session; `origin` is the page that the browser says it came from. */
export const OpenEmbedSession = z.object({
  token: z.string({ error: 'required' }).check(z.minLength(1, 'required'), z.maxLength(8192, 'invalid')),
  origin: z.optional(z.string()),
  /** What the page asks for where the token leaves it open. */
  plan: z.optional(z.string().check(z.maxLength(32, 'too-long-32'))),
  language: z.optional(z.enum(['zh', 'en'])),
})
export type OpenEmbedSession = z.infer<typeof OpenEmbedSession>

/** Where a customer of a site without a licence goes on: a page of the portal itself, for the whole window. */
export const EmbedHandover = z.object({
  path: z.string(),
  expiresAt: z.string(),
  product: z.string(),
  reference: z.nullable(z.string()),
})
export type EmbedHandover = z.infer<typeof EmbedHandover>

export const EmbedSession = z.object({
  /** For `Authorization: Bearer`; opens this one purchase and nothing else. */
  bearer: z.string(),
  expiresAt: z.string(),
  product: z.string(),
  reference: z.nullable(z.string()),
})
export type EmbedSession = z.infer<typeof EmbedSession>
