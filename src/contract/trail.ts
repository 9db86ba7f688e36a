import * as z from 'zod/mini'
import { PURCHASE_STEPS } from './purchases.ts'

/** 可回溯的页面: the steps of a purchase, what is opened from them, and the pages after the order. */
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

/** What a customer's page reports about itself. Nothing that was typed is ever part of it. */
export const SAID_KINDS = ['enter', 'leave', 'hidden', 'visible', 'press', 'consent', 'to-cashier'] as const
/** What the portal adds: `visit` begins a page load, `order` is a line of the order's history. */
export const TRAIL_KINDS = [
  ...SAID_KINDS,
  'begun',
  'visit',
  'placed',
  'order',
  'full',
  'recording',
  'recording-full',
] as const
export type TrailKind = (typeof TRAIL_KINDS)[number]

const PRESSES = ['next', 'pay', 'document'] as const

const Id = z.string().check(z.regex(/^[\w-]{1,64}$/, 'invalid'))
const whole = (most: number) =>
  z.number().check(z.int('invalid'), z.gte(0, 'invalid'), z.lte(most, 'invalid'))

export const SaidEvent = z.object({
  /** 1, 2, 3 … in this page load: a missing one is a gap that stays in sight. */
  seq: whole(100_000),
  /** The browser's own clock, ms since 1970. */
  at: whole(4_102_444_800_000),
  kind: z.enum(SAID_KINDS),
  page: z.optional(z.enum(TRAIL_PAGES)),
  /** The document that is read. */
  document: z.optional(Id),
  /** The documents that the page names. */
  documents: z.optional(z.array(Id).check(z.maxLength(50, 'invalid'))),
  press: z.optional(z.enum(PRESSES)),
  consent: z.optional(Id),
  given: z.optional(z.boolean()),
  /** The consent's wording as it stood on the page. */
  words: z.optional(z.string().check(z.maxLength(500, 'invalid'))),
})
export type SaidEvent = z.infer<typeof SaidEvent>

const View = z.object({ width: whole(100_000), height: whole(100_000) })

/** How many events one request carries at most. */
export const MOST_AT_ONCE = 50

const Visit = z.string().check(z.regex(/^[\w-]{16,32}$/, 'invalid'))

/** A batch of one page load; sent again whole or in part it is kept once. */
export const SayTrail = z.object({
  visit: Visit,
  /** The name of the page's entry file, which changes with anything that the pages are made of. */
  build: z.string().check(z.regex(/^[\w./-]{0,100}$/, 'invalid')),
  language: z.enum(['zh', 'en']),
  /** What the browser shows at a time, CSS px. */
  view: View,
  events: z.array(SaidEvent).check(z.minLength(1, 'invalid'), z.maxLength(MOST_AT_ONCE, 'invalid')),
})
export type SayTrail = z.infer<typeof SayTrail>

/** Bytes of a piece of recording at most, as base64; and of all of a purchase, packed. */
export const MOST_OF_PIECE = 400_000
export const MOST_RECORDED = 5_000_000

/**
 * A piece of the recording of one page load, masked by the page itself: JSON events of rrweb, packed by gzip or, from a
 * page that has no time left, as they are.
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
/** False: the purchase has as much recording as is kept. */
export const TakenRecording = z.object({ more: z.boolean() })

/** A document as it stood when it was shown; the hash is SHA-256 over its text, or its address. */
const TrailDocument = z.object({
  id: z.string(),
  title: z.optional(z.string()),
  version: z.optional(z.string()),
  sha256: z.optional(z.string()),
})

const text = z.optional(z.nullable(z.string()))

/** What an entry says; which of it, depends on its kind. */
export const TrailDetail = z.object({
  page: z.optional(z.enum(TRAIL_PAGES)),
  document: z.optional(TrailDocument),
  documents: z.optional(z.array(TrailDocument)),
  press: z.optional(z.enum(PRESSES)),
  consent: text,
  given: z.optional(z.boolean()),
  words: text,
  build: text,
  agent: text,
  language: text,
  view: z.optional(View),
  channel: text,
  productCode: text,
  productName: text,
  order: text,
  /** Which save of the application was ordered, and its keyed hash. */
  version: z.optional(z.number()),
  application: text,
  consents: z.optional(z.array(z.object({ id: z.string(), title: text, version: text }))),
  /** Of a recording: which piece, its bytes as kept, and their SHA-256. */
  piece: z.optional(z.number()),
  bytes: z.optional(z.number()),
  sha256: text,
  /** Of the order's history: what happened, by whom, and what the platform's code was. */
  fact: text,
  actor: text,
  status: text,
  code: text,
  at: text,
})
export type TrailDetail = z.infer<typeof TrailDetail>

export const TrailEntry = z.object({
  n: z.number(),
  /** By the database's clock. */
  at: z.string(),
  kind: z.enum(TRAIL_KINDS),
  visit: z.nullable(z.string()),
  seq: z.nullable(z.number()),
  /** What the browser's own clock said. */
  saidAt: z.nullable(z.string()),
  detail: TrailDetail,
})
export type TrailEntry = z.infer<typeof TrailEntry>
