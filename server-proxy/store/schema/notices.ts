import type { ColumnType, Generated, Selectable } from 'kysely'
import type { NoticeKind, RobotBrand, StaffNoticeKind } from '#contract/notices.ts'
import type { CreatedAt, Json, Sealed } from './columns.ts'

/** Events without messages yet; deleted when their messages are written. */
export type NoticeEvents = {
  id: Generated<number>
  kind: Exclude<NoticeKind, 'test'>
  order_id: string | null
  /** The reason for attention, or what the outage is. */
  detail: string | null
  at: CreatedAt
}

/** A group robot. */
export type NoticeRobots = {
  id: string
  brand: RobotBrand
  title: string
  /** Of its address, which is a secret. */
  host: string
  address_sealed: Sealed
  secret_sealed: Sealed | null
  kinds: StaffNoticeKind[]
  language: 'zh' | 'en'
  created_at: CreatedAt
}

/** A user's mail address and chosen notices. */
export type NoticeChoices = {
  user_id: string
  mail_sealed: Sealed | null
  kinds: StaffNoticeKind[]
  language: 'zh' | 'en'
}

/** Orders whose customer wants no more mail. */
export type NoticeStops = { order_id: string; at: CreatedAt }

/** The content of a message, in codes. Its text is written when it is sent. */
export type NoticeContent = {
  /** The first orders, with the reason of each. */
  orders: { id: string; reason: string | null }[]
  /** All of them. */
  count: number
  detail: string | null
}

/** One message: to a robot, to a user's mail, or (`order_id`) to the customer of an order. */
export type Notices = {
  id: string
  kind: NoticeKind
  robot_id: string | null
  user_id: string | null
  order_id: string | null
  content: Json<NoticeContent>
  state: ColumnType<NoticeState, NoticeState | undefined, NoticeState>
  attempts: Generated<number>
  outcome: string | null
  created_at: CreatedAt
  tried_at: Date | null
}
type NoticeState = 'waiting' | 'sent' | 'dropped' | 'dead'
export type NoticeRow = Selectable<Notices>

/**
 * Outages: times when the platform could not be used (at most one is open), or when the portal did not run (`stopped`,
 * never open).
 */
export type Outages = {
  id: Generated<number>
  kind: 'unreachable' | 'refused' | 'stopped'
  /** The platform's code of a refusal. */
  code: string | null
  began_at: Date
  ended_at: Date | null
  /** The platform's interfaces that failed. */
  interfaces: Generated<string[]>
}

/** Orders with a call that failed during an outage. */
export type OutageOrders = { outage_id: number; order_id: string }

/** The last round of the watch, of any process. */
export type Watched = { only_row: Generated<boolean>; at: Date }
