import * as z from 'zod/mini'
import { EXPLAINED } from './explained.ts'
import { PURCHASE_STEPS } from './purchase-steps.ts'
import { ShownSalesPerson } from './salesperson.ts'

/** 可回溯的页面: purchase steps, screens opened from them, and pages after the order. */
export const TRAIL_PAGES = [
  ...PURCHASE_STEPS,
  'prove',
  'person',
  'paste',
  'document',
  'ordered',
  'return',
  'order',
] as const

/** Events reported by a customer's page. They never contain input. */
export const SAID_KINDS = ['enter', 'leave', 'hidden', 'visible', 'press', 'consent', 'to-cashier'] as const
/**
 * Entries added by the portal: `visit` starts a page load, `filled` says how an application without a customer's page
 * was filled in, `explained` how staff explained it to the policyholder, `order` is a timeline entry of the order.
 */
export const TRAIL_KINDS = [
  ...SAID_KINDS,
  'begun',
  'visit',
  'filled',
  'explained',
  'placed',
  'order',
  'full',
  'recording',
  'recording-full',
] as const
export type TrailKind = (typeof TRAIL_KINDS)[number]

/** `elder` switches elder mode, on if `given`. */
const PRESSES = ['next', 'pay', 'document', 'elder'] as const

const Id = z.string().check(z.regex(/^[\w-]{1,64}$/, 'invalid'))
const whole = (most: number) =>
  z.number().check(z.int('invalid'), z.gte(0, 'invalid'), z.lte(most, 'invalid'))

export const SaidEvent = z.object({
  /** Sequence number within the page load. A missing one is a visible gap. */
  seq: whole(100_000),
  /** The browser's clock, ms since the epoch. */
  at: whole(4_102_444_800_000),
  kind: z.enum(SAID_KINDS),
  page: z.optional(z.enum(TRAIL_PAGES)),
  /** The document being read. */
  document: z.optional(Id),
  /** The documents linked on the page. */
  documents: z.optional(z.array(Id).check(z.maxLength(50, 'invalid'))),
  press: z.optional(z.enum(PRESSES)),
  consent: z.optional(Id),
  given: z.optional(z.boolean()),
  /** The page entered shows elder mode. */
  elder: z.optional(z.boolean()),
  /** The consent's text as shown on the page. */
  words: z.optional(z.string().check(z.maxLength(2_000, 'invalid'))),
})
export type SaidEvent = z.infer<typeof SaidEvent>

/**
 * How far a device's clock is behind the portal's, ms. The truth is at most `within` ms away; without it, the offset is
 * one way of a request and may be late by its time on the way.
 */
const MeasuredClock = z.object({
  offset: z
    .number()
    .check(z.int('invalid'), z.gte(-4_102_444_800_000, 'invalid'), z.lte(4_102_444_800_000, 'invalid')),
  within: z.optional(whole(100_000)),
})
export type MeasuredClock = z.infer<typeof MeasuredClock>

/** The answer's header with the arrival of a batch, ms since the epoch. */
export const ARRIVED = 'arrived-at'

const View = z.object({ width: whole(100_000), height: whole(100_000) })

/** Maximum events per request. */
export const MOST_AT_ONCE = 50

const Visit = z.string().check(z.regex(/^[\w-]{16,32}$/, 'invalid'))

/** A batch of one page load. Repeated events are stored once. */
export const SayTrail = z.object({
  visit: Visit,
  /** The entry file's name, which changes with every build. */
  build: z.string().check(z.regex(/^[\w./-]{0,100}$/, 'invalid')),
  language: z.enum(['zh', 'en']),
  /** Viewport size, CSS px. */
  view: View,
  /** The browser's clock when this batch leaves. Not from pages from before 2026-12. */
  sentAt: z.optional(whole(4_102_444_800_000)),
  /** Measured by the round trips of earlier batches. */
  clock: z.optional(MeasuredClock),
  events: z.array(SaidEvent).check(z.minLength(1, 'invalid'), z.maxLength(MOST_AT_ONCE, 'invalid')),
})
export type SayTrail = z.infer<typeof SayTrail>

/** Size limits in bytes: one recording piece as base64, and all packed pieces of a purchase. */
export const MOST_OF_PIECE = 400_000
export const MOST_RECORDED = 5_000_000

/**
 * A piece of a page load's recording, masked by the page: rrweb JSON events, gzipped, or unpacked if the page is
 * closing.
 */
export const SayRecording = z.object({
  visit: Visit,
  piece: whole(10_000),
  packed: z.boolean(),
  content: z
    .string()
    .check(z.regex(/^[A-Za-z0-9+/]+={0,2}$/, 'invalid'), z.maxLength(MOST_OF_PIECE, 'invalid')),
})
export type SayRecording = z.infer<typeof SayRecording>
/** False: the recording limit of the purchase is reached. */
export const TakenRecording = z.object({ more: z.boolean() })

/** A document as shown. The hash is SHA-256 of its text or URL. */
const TrailDocument = z.object({
  id: z.string(),
  title: z.optional(z.string()),
  version: z.optional(z.string()),
  sha256: z.optional(z.string()),
})

const text = z.optional(z.nullable(z.string()))

/**
 * How a part of an application was filled in. `list`: pasted or imported. `corrected`: then changed by hand. `changed`:
 * copied from an order, then changed. `sent`: without a draft, by a client or a partner's server.
 */
export const FILLED_HOW = ['typed', 'list', 'corrected', 'copied', 'changed', 'sent'] as const
export type FilledHow = (typeof FILLED_HOW)[number]
const Filled = z.object({
  part: z.enum(['sale', 'holder', 'insured']),
  /** Places of insured people, inclusive, from 1. */
  from: z.optional(z.number()),
  to: z.optional(z.number()),
  how: z.enum(FILLED_HOW),
})
export type Filled = z.infer<typeof Filled>

/** Fields of an entry; which are set depends on its kind. */
export const TrailDetail = z.object({
  page: z.optional(z.enum(TRAIL_PAGES)),
  document: z.optional(TrailDocument),
  documents: z.optional(z.array(TrailDocument)),
  press: z.optional(z.enum(PRESSES)),
  consent: text,
  given: z.optional(z.boolean()),
  elder: z.optional(z.boolean()),
  words: text,
  build: text,
  agent: text,
  language: text,
  view: z.optional(View),
  channel: text,
  productCode: text,
  productName: text,
  /** SHA-256 of the distributor's disclosure in force. */
  disclosure: text,
  /** The device's clock when the entry was sent. */
  clock: z.optional(MeasuredClock),
  /** How far the portal's clock is behind the platform's, ms, by the last answers. */
  skew: z.optional(z.number()),
  /** Who sells: name and 执业证编号. */
  salesperson: z.optional(ShownSalesPerson),
  order: text,
  /** The partner whose server sent the order. */
  partner: z.optional(z.object({ id: z.string(), name: z.string() })),
  /** How each part was filled in, and the order that they copied with the user who placed it. No values. */
  filled: z.optional(z.array(Filled)),
  explained: z.optional(z.enum(EXPLAINED)),
  copied: z.optional(z.object({ order: z.string(), by: z.string() })),
  /** The ordered version of the draft and its keyed hash. */
  version: z.optional(z.number()),
  application: text,
  /** The plain SHA-256 of the order's annex. */
  annex: text,
  consents: z.optional(z.array(z.object({ id: z.string(), title: text, version: text }))),
  /** For recordings: piece number, stored bytes and their SHA-256. */
  piece: z.optional(z.number()),
  bytes: z.optional(z.number()),
  sha256: text,
  /** For timeline entries: kind, actor and the platform's code. */
  fact: text,
  actor: text,
  status: text,
  code: text,
  payer: text,
  at: text,
})
export type TrailDetail = z.infer<typeof TrailDetail>

export const TrailEntry = z.object({
  n: z.number(),
  /** Arrival, by the database's clock. */
  at: z.string(),
  kind: z.enum(TRAIL_KINDS),
  visit: z.nullable(z.string()),
  seq: z.nullable(z.number()),
  /** By the browser's clock. */
  saidAt: z.nullable(z.string()),
  /** The browser's time corrected by the measured offset; null if nothing was measured. */
  actedAt: z.nullable(z.string()),
  detail: TrailDetail,
})
export type TrailEntry = z.infer<typeof TrailEntry>
