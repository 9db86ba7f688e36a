import * as z from 'zod/mini'

/** The kinds of notice for staff and robots. */
export const STAFF_NOTICE_KINDS = ['attention', 'no-policy', 'outage'] as const
export type StaffNoticeKind = (typeof STAFF_NOTICE_KINDS)[number]
/** The kinds of notice for a customer who agreed to mail. */
export const CUSTOMER_NOTICE_KINDS = ['order-issued', 'policies-surrendered', 'surrender-confirmed'] as const
export type CustomerNoticeKind = (typeof CUSTOMER_NOTICE_KINDS)[number]
export const NOTICE_KINDS = [...STAFF_NOTICE_KINDS, ...CUSTOMER_NOTICE_KINDS, 'test'] as const
export type NoticeKind = (typeof NOTICE_KINDS)[number]
export const ROBOT_BRANDS = ['wecom', 'dingtalk', 'feishu'] as const
export type RobotBrand = (typeof ROBOT_BRANDS)[number]
const LANGUAGES = ['zh', 'en'] as const

const nullableText = z.nullable(z.string())
const Kinds = z.array(z.enum(STAFF_NOTICE_KINDS, { error: 'invalid' })).check(z.maxLength(3, 'invalid'))

/** A group robot. Its address is a secret and never shown again. */
export const Robot = z.object({
  id: z.string(),
  brand: z.enum(ROBOT_BRANDS),
  title: z.string(),
  host: z.string(),
  signs: z.boolean(),
  kinds: z.array(z.enum(STAFF_NOTICE_KINDS)),
  language: z.enum(LANGUAGES),
})
export type Robot = z.infer<typeof Robot>

export const AddRobot = z.object({
  brand: z.enum(ROBOT_BRANDS, { error: 'required' }),
  title: z
    .string({ error: 'required' })
    .check(z.trim(), z.minLength(1, 'required'), z.maxLength(40, 'too-long-40')),
  url: z
    .string({ error: 'required' })
    .check(z.trim(), z.minLength(1, 'required'), z.maxLength(1000, 'too-long-1000')),
  /** 钉钉 and 飞书: signs each message. */
  secret: z.optional(z.string().check(z.trim(), z.maxLength(200, 'too-long-200'))),
  kinds: Kinds,
  language: z.enum(LANGUAGES),
})
export type AddRobot = z.infer<typeof AddRobot>
export const ChangeRobot = z.object({ kinds: Kinds })
export type ChangeRobot = z.infer<typeof ChangeRobot>

/** The channels of notices. `mail` null: no mail server is set, so no mail is sent. */
export const NoticeSettings = z.object({
  mail: z.nullable(z.object({ host: z.string(), from: z.string() })),
  robots: z.array(Robot),
})
export type NoticeSettings = z.infer<typeof NoticeSettings>

/** Result of a trial: null when it was taken. */
export const Tried = z.object({ fault: nullableText })

/** One message. */
export const Notice = z.object({
  id: z.string(),
  kind: z.enum(NOTICE_KINDS),
  channel: z.enum(['mail', 'robot']),
  /** The robot's title or the user; null: the customer of `orderId`. */
  to: nullableText,
  orderId: nullableText,
  /** Orders that it names. */
  count: z.number(),
  /** `dropped`: no recipient is left. `dead`: given up. */
  state: z.enum(['waiting', 'sent', 'dropped', 'dead']),
  attempts: z.number(),
  outcome: nullableText,
  createdAt: z.string(),
  triedAt: nullableText,
})
export type Notice = z.infer<typeof Notice>
export const NoticeList = z.object({ items: z.array(Notice), nextCursor: nullableText })
export const ListNotices = z.object({
  state: z.optional(z.enum(['waiting', 'sent', 'dropped', 'dead'])),
  cursor: z.optional(z.string()),
})

const MAIL = /^[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]+$/
/** A user's own choice. An empty address: no mail. */
export const OwnNotices = z.object({
  mail: z.string({ error: 'required' }).check(
    z.trim(),
    z.maxLength(200, 'too-long-200'),
    z.refine((text) => text === '' || MAIL.test(text), 'email'),
  ),
  kinds: Kinds,
  language: z.enum(LANGUAGES),
})
export type OwnNotices = z.infer<typeof OwnNotices>
/** `canSend` false: no mail server is set. */
export const OwnNoticesAnswer = z.extend(OwnNotices, { canSend: z.boolean() })

/** What the unsubscribe link of a mail stops. */
export const Subscription = z.object({
  kind: z.enum(['attention', 'no-policy', 'outage', 'customer']),
  stopped: z.boolean(),
})
export type Subscription = z.infer<typeof Subscription>
