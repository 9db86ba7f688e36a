import * as z from 'zod/mini'
import { LICENCE_KINDS } from './licence.ts'
import { MONEY } from './money.ts'
import { ORDER_STATUSES } from './place-order.ts'
import { OptionalDay, optionalText, text } from './people.ts'
import { TOKEN_REASONS } from './token-reasons.ts'

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]'])

/** https, or http for localhost only. */
function isSafeUrl(value: string): boolean {
  if (!URL.canParse(value)) return false
  const { protocol, hostname, username, password } = new URL(value)
  if (username || password) return false
  return protocol === 'https:' || (protocol === 'http:' && LOOPBACK.has(hostname))
}

/** A host that is literal in a Content-Security-Policy too. `URL` accepts `*.example.com` as a name. */
const PLAIN = /^https?:\/\/([\w-]+(\.[\w-]+)*|\[[\da-f:]+\])(:\d+)?$/

/** Scheme, host and port as browsers serialise them; no path, no wildcard. */
function isOrigin(value: string): boolean {
  return PLAIN.test(value) && isSafeUrl(value) && new URL(value).origin === value
}

const Origin = z.string({ error: 'required' }).check(
  // As copied from an address bar.
  z.overwrite((value) => value.trim().replace(/\/$/, '')),
  z.maxLength(200, 'too-long-200'),
  z.refine(isOrigin, 'origin'),
)
const Url = z.string({ error: 'required' }).check(
  z.trim(),
  z.maxLength(500, 'too-long-500'),
  z.refine((value) => value === '' || isSafeUrl(value), 'url-https'),
)

/** The partner's theme: accent as #rrggbb, radius in px. */
export const PartnerTheme = z.object({
  accent: z.nullable(z.string().check(z.regex(/^#[0-9a-f]{6}$/i, 'colour'))),
  radius: z.nullable(z.number().check(z.int('invalid'), z.gte(0, 'invalid'), z.lte(16, 'invalid'))),
})
export type PartnerTheme = z.infer<typeof PartnerTheme>

/** The scopes of a partner's server in the Partner API. Those in SELLING need a licence. */
export const PARTNER_SCOPES = ['orders', 'policies', 'place', 'surrender', 'invoice'] as const
export type PartnerScope = (typeof PARTNER_SCOPES)[number]
export const SELLING: ReadonlySet<PartnerScope> = new Set(['place', 'surrender', 'invoice'])

const distinct = (list: string[]) => new Set(list).size === list.length

/**
 * The facts of a partner's licence. After `until` (Asia/Shanghai) it counts as unlicensed; empty: no end is known.
 * `file` is the SHA-256 of the uploaded evidence. What is absent stays.
 */
const PartnerLicence = z.object({
  kind: z.optional(z.enum(['', ...LICENCE_KINDS], { error: 'invalid' })),
  name: optionalText(100),
  number: optionalText(64),
  until: OptionalDay,
  file: z.optional(z.string().check(z.regex(/^([0-9a-f]{64})?$/, 'invalid'))),
})

/** Against production a partner counts as licensed only with these parts. */
export const LICENCE_PARTS = ['kind', 'name', 'number', 'until'] as const
export type LicencePart = (typeof LICENCE_PARTS)[number]

export const SavePartner = z.object({
  name: text(64),
  origins: z
    .array(Origin)
    .check(z.minLength(1, 'required'), z.maxLength(20, 'too-many-20'), z.refine(distinct, 'twice')),
  memberId: text(32),
  products: z
    .array(text(32))
    .check(z.minLength(1, 'required'), z.maxLength(50, 'too-many-50'), z.refine(distinct, 'twice')),
  licensed: z.boolean(),
  /** Unchanged if absent. */
  licence: z.optional(PartnerLicence),
  theme: PartnerTheme,
  /** Return URL after payment; empty: none. */
  returnUrl: Url,
  /** Webhook URL; empty: none. */
  webhookUrl: Url,
  /** Unchanged if absent. */
  scopes: z.optional(z.array(z.enum(PARTNER_SCOPES))),
})
export type SavePartner = z.infer<typeof SavePartner>

/** A key with which the partner's server signs tokens. The secret is shown once. */
const PartnerKey = z.object({
  id: z.string(),
  createdBy: z.string(),
  createdAt: z.string(),
  /** Null: never used. */
  usedAt: z.nullable(z.string()),
})

/** A partner's orders in one status. */
const StatusReport = z.object({ status: z.enum(ORDER_STATUSES), count: z.number(), ...MONEY })

const PartnerSummary = z.extend(SavePartner, {
  licence: PartnerLicence,
  /** Days until its licence expires; negative afterwards, null without an end. */
  licenceDays: z.nullable(z.number()),
  licenceGaps: z.array(z.enum(LICENCE_PARTS)),
  /** It is licensed here and now: otherwise the site shows product information only. */
  sells: z.boolean(),
  scopes: z.array(z.enum(PARTNER_SCOPES)),
  id: z.string(),
  disabledAt: z.nullable(z.string()),
  createdAt: z.string(),
})
export const Partner = z.extend(PartnerSummary, {
  keys: z.array(PartnerKey),
  report: z.array(StatusReport),
  /** Events not delivered for a day. */
  deadEvents: z.number(),
})
export type Partner = z.infer<typeof Partner>
export const PartnerList = z.object({ items: z.array(PartnerSummary), nextCursor: z.nullable(z.string()) })
export type PartnerList = z.infer<typeof PartnerList>

/** Partner sites for roles that may see their orders but not their settings. */
export const PartnerNames = z.object({ items: z.array(z.object({ id: z.string(), name: z.string() })) })
export type PartnerNames = z.infer<typeof PartnerNames>

/** Shown once: the secret of a token key (`aigobo_…`) or of the webhook (`whsec_…`). */
export const NewSecret = z.object({ secret: z.string() })
export type NewSecret = z.infer<typeof NewSecret>
export const NewPartner = z.object({ id: z.string(), keySecret: z.string(), webhookSecret: z.string() })
export type NewPartner = z.infer<typeof NewPartner>

export const DisablePartner = z.object({ disabled: z.boolean() })
export type DisablePartner = z.infer<typeof DisablePartner>

/** `kept`: there was no address to send it to. */
export const EVENT_STATES = ['waiting', 'delivered', 'dead', 'kept'] as const
/** A webhook delivery. */
export const PartnerEvent = z.object({
  id: z.string(),
  /** Null: about a purchase that is no order. */
  orderId: z.nullable(z.string()),
  /** `order.` plus the order's status, or `purchase.abandoned`. */
  type: z.string(),
  reference: z.nullable(z.string()),
  state: z.enum(EVENT_STATES),
  attempts: z.number(),
  /** The last response: an HTTP status or an error word. */
  outcome: z.nullable(z.string()),
  triedAt: z.nullable(z.string()),
  createdAt: z.string(),
})
export type PartnerEvent = z.infer<typeof PartnerEvent>
/** `body`: as signed and sent. `answer`: the beginning of the last response. */
export const PartnerEventDetail = z.extend(PartnerEvent, { body: z.string(), answer: z.nullable(z.string()) })
export type PartnerEventDetail = z.infer<typeof PartnerEventDetail>
export const PartnerEventList = z.object({ items: z.array(PartnerEvent), nextCursor: z.nullable(z.string()) })
export type PartnerEventList = z.infer<typeof PartnerEventList>

/** Number of undelivered events resent or dropped. */
export const ListPartnerEvents = z.object({
  state: z.optional(z.enum(EVENT_STATES)),
  cursor: z.optional(z.string()),
})
export const DeadEvents = z.object({ events: z.number() })
export type DeadEvents = z.infer<typeof DeadEvents>

/** Refused tokens of one kind. `reason`: one of TOKEN_REASONS, or the field code of a corrected value. */
export const PartnerRefusalList = z.object({
  items: z.array(
    z.object({
      reason: z.string(),
      /** A claim, or a path in `prefill`; empty for the token as a whole. */
      field: z.string(),
      /** Empty if the page's origin is unknown. */
      origin: z.string(),
      count: z.number(),
      at: z.string(),
    }),
  ),
  nextCursor: z.nullable(z.string()),
})
export type PartnerRefusalList = z.infer<typeof PartnerRefusalList>

export const InspectToken = z.object({
  token: z.string({ error: 'required' }).check(z.trim(), z.minLength(1, 'required')),
})
/** Everything that is wrong with a token, most important first; empty for a good one. */
export const InspectedToken = z.object({
  findings: z.array(
    z.object({
      reason: z.enum(TOKEN_REASONS),
      claim: z.string(),
      found: z.nullable(z.string()),
      /** The expected value, if there is only one. */
      wanted: z.nullable(z.string()),
    }),
  ),
  /** Values that are passed on but that the purchase cannot use. */
  faults: z.array(z.object({ field: z.string(), code: z.string() })),
})
export type InspectedToken = z.infer<typeof InspectedToken>

/** Response to a test event: an HTTP status or an error word. */
export const TestOutcome = z.object({ outcome: z.string(), taken: z.boolean() })
export type TestOutcome = z.infer<typeof TestOutcome>

/** The script for partners' pages; with `integrity` its address is immutable. */
export const Loader = z.object({ path: z.string(), integrity: z.nullable(z.string()) })
export type Loader = z.infer<typeof Loader>
/** `demoUrl`: the sandbox's partner page; null outside the sandbox. */
export const Playground = z.object({ demoUrl: z.nullable(z.string()), loader: Loader })
export type Playground = z.infer<typeof Playground>
export const AskDemoToken = z.object({ product: text(32), plan: z.optional(text(32)) })
export type AskDemoToken = z.infer<typeof AskDemoToken>
export const DemoToken = z.object({ token: z.string() })
export type DemoToken = z.infer<typeof DemoToken>
