import * as z from 'zod/mini'
import { LICENCE_KINDS } from './licence.ts'
import type { OrderStatus } from './place-order.ts'
import { PartnerTheme } from './partners.ts'
import { Plan } from './products.ts'

/** Version of the messages between a partner's page and the frame; each carries it as `aigobo`. */
export const BRIDGE = 1

export type EmbedMode = 'inline' | 'popup' | 'card'

const attribute = z.nullable(z.string().check(z.maxLength(16)))
/** The look requested by the page's attributes. Invalid values fall back to the partner's settings. */
export const EmbedLook = z.object({
  scheme: attribute,
  accent: attribute,
  radius: attribute,
  language: z.optional(attribute),
})
export type EmbedLook = z.infer<typeof EmbedLook>

/** Messages from the partner's page to the frame. Others are ignored. */
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

/** The order of an event: our id and the partner's reference. */
type About = { order: string; reference: string | null }

/**
 * Messages from the frame to the page; never personal data. `want-token`, `open` and `close` are internal to
 * embed.js.
 */
export type FrameEvent =
  | { type: 'ready' }
  | { type: 'resize'; height: number }
  | { type: 'step'; step: string }
  | ({ type: 'ordered' } & About)
  | ({ type: 'handed-over' } & About)
  | ({ type: 'status'; status: OrderStatus } & About)
  | { type: 'error'; code: string; reason?: string; claim?: string }
  | { type: 'warning'; code: 'token-corrected'; faults: TokenFault[] }
  | { type: 'want-token' }
  | { type: 'open' }
  | { type: 'close' }
export type FrameMessage = FrameEvent & { aigobo: typeof BRIDGE }

/** Public data of a partner: allowed origins, look and products. */
export const EmbedPartner = z.object({
  name: z.string(),
  origins: z.array(z.string()),
  /** False also when the licence has expired. */
  licensed: z.boolean(),
  /** Shown in the frame; null until entered. */
  licence: z.nullable(
    z.object({ kind: z.nullable(z.enum(LICENCE_KINDS)), name: z.string(), number: z.string() }),
  ),
  theme: PartnerTheme,
  products: z.array(
    z.object({
      productCode: z.string(),
      productName: z.string(),
      insurerName: z.nullable(z.string()),
      sellerName: z.string(),
      plans: z.array(Plan),
      /** Path and seller of the public entry outside the frame; null if there is none. */
      entry: z.nullable(z.object({ path: z.string(), sellerName: z.string() })),
      /** Path of the insurer's logo; null if the platform has none. */
      insurerLogo: z.nullable(z.string()),
    }),
  ),
})
export type EmbedPartner = z.infer<typeof EmbedPartner>

/** A value of the token that the purchase cannot use: `plan`, or a path in `prefill`. */
const TokenFault = z.object({ field: z.string(), code: z.string() })
export type TokenFault = z.infer<typeof TokenFault>

/** A signed token for a session. `origin` is the page's origin as the browser reports it. */
export const OpenEmbedSession = z.object({
  token: z.string({ error: 'required' }).check(z.minLength(1, 'required'), z.maxLength(8192, 'invalid')),
  origin: z.optional(z.string()),
  /** The partner that the element names. */
  partner: z.optional(z.string().check(z.maxLength(64, 'too-long-64'))),
  /** The page's choice if the token does not set it. */
  plan: z.optional(z.string().check(z.maxLength(32, 'too-long-32'))),
  language: z.optional(z.enum(['zh', 'en'])),
})
export type OpenEmbedSession = z.infer<typeof OpenEmbedSession>

/** The portal page, for the whole window, where customers of an unlicensed site continue. */
export const EmbedHandover = z.object({
  path: z.string(),
  expiresAt: z.string(),
  product: z.string(),
  reference: z.nullable(z.string()),
  faults: z.array(TokenFault),
})
export type EmbedHandover = z.infer<typeof EmbedHandover>

export const EmbedSession = z.object({
  /** For `Authorization: Bearer`. Grants access to this purchase only. */
  bearer: z.string(),
  expiresAt: z.string(),
  product: z.string(),
  reference: z.nullable(z.string()),
  /** The values that the purchase could not use. The customer fills them in. */
  faults: z.array(TokenFault),
  /** Opens the unpaid order of the same product and reference; null without one. */
  unpaid: z.nullable(z.string()),
})
export type EmbedSession = z.infer<typeof EmbedSession>
