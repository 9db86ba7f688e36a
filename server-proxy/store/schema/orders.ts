import type { ColumnType, Generated, Selectable } from 'kysely'
import type { InvoiceFormat, InvoiceState } from '#contract/invoices.ts'
import type { AttentionReason, Consent, PaymentStatus, PlanFit } from '#contract/orders.ts'
import type { Payer } from '#contract/payers.ts'
import type { Channel, OrderStatus, PayType } from '#contract/place-order.ts'
import type { CreatedAt, Json, Sealed } from './columns.ts'

/** Number of an order's policies with this label of the platform; `asked`: their surrender was requested. */
export type PolicyCount = { label: string | null; asked: boolean; count: number }

export type Orders = {
  id: string
  created_by: string
  /** Together with created_by the only key of replays. */
  idempotency_key: string
  request_hash: Buffer
  /** The answer that a replay repeats. */
  reply_status: number | null
  reply_body: Json<unknown> | null
  status: OrderStatus
  platform_status: string | null
  member_id: string
  product_code: string
  product_name: string
  plan_code: string | null
  plan_name: string | null
  pay_type: PayType
  start_date: string | null
  end_date: string | null
  /** The period by 7.11; null until it answered. */
  cover_start: string | null
  cover_end: string | null
  insured_count: number
  /** For lists and prefix search; the only personal datum in clear. */
  holder_name: string | null
  /** JSON {holder, insured} as placed. */
  people_sealed: Sealed | null
  out_serial_no: string
  /** Serials that the platform refused as used, oldest first. */
  spent_serials: ColumnType<string[], string | undefined, string>
  temp_order_code: string | null
  order_code: string | null
  cashier_url: string | null
  /** We closed it while it was unpaid; the platform knows nothing of it. */
  closed_at: Date | null
  /** Fen. */
  amount: number | null
  reduction: number | null
  /** How the amount fits the chosen plan, judged when the amount was first read; null: undecidable. */
  plan_fit: PlanFit | null
  /** The plan that the amount proves, judged with plan_fit; null: undecidable, or judged before this column. */
  plan_confirmed: ColumnType<string | null, string | null | undefined, string | null>
  /** What the chosen plan would cost these people, fen. */
  plan_expected: number | null
  insurer_name: string | null
  /** 7.11 as last read (PlatformOrder, unmasked JSON), sealed. */
  platform_sealed: Sealed | null
  is_group: boolean | null
  invoice_support: number | null
  invoice_status: number | null
  invoice_requested_at: Date | null
  /** The answer to the application was lost: 7.11 decides whether it happened. */
  invoice_lost: Generated<boolean>
  /** Derived from the columns above; null when no invoice is available. */
  invoice_state: ColumnType<InvoiceState | null, never, never>
  invoice_type: 'person' | 'company' | null
  invoice_title: string | null
  /** Who pays at the cashier, as staff said. */
  payer: ColumnType<Payer | null, never, Payer>
  payment: PaymentStatus | null
  /** The last payment signal that the platform took; `payment` has to be sent while it differs. */
  payment_taken: PaymentStatus | null
  /** Lease for sending the payment signal. */
  payment_until: Date | null
  /** When a surrender was requested that the platform has not confirmed. */
  surrender_requested_at: Date | null
  /** The policies it was requested for; null: the whole order. */
  surrender_policies: Json<string[]> | null
  surrender_lost: Generated<boolean>
  surrender_sends: Generated<number>
  /** Its policies by the platform's label and whether a surrender was requested; derived from `policies`. */
  policy_counts: ColumnType<PolicyCount[], never, never>
  /** Its policies have different statuses. */
  policies_differ: ColumnType<boolean, never, never>
  deliver_secret: string
  return_secret: string
  refund_secret: string
  return_token: string
  asked_at: Date | null
  answered_at: Date | null
  /** Counts applied answers of 7.11, so an older answer never overwrites a newer one. */
  pull_version: Generated<number>
  /** Consecutive answers of 7.11 that could not be stored. */
  store_failures: Generated<number>
  /** Lease for calling addTemp for this row. */
  placing_until: Date | null
  /** When reconciliation looks again; null: at rest. */
  next_pull_at: Date | null
  /** Its people were erased: deleted, or sealed in `sealed_orders`. Amounts, codes and states stay. */
  erased_at: Date | null
  channel: ColumnType<Channel, Channel | undefined, never>
  partner_id: string | null
  reference: string | null
  /** The order that this one was sold for again, by a change. */
  replaces: ColumnType<string | null, string | null | undefined, string | null>
  /** The customer's language, for the return page; null: not chosen. */
  language: 'zh' | 'en' | null
  consents: ColumnType<Consent[], string | undefined, never>
  /** 团号. */
  group_no: string | null
  /** A staff note. */
  note_sealed: Sealed | null
  created_at: CreatedAt
  updated_at: ColumnType<Date, Date | undefined, Date>
}

/** A sale placed as several orders; `id` is the draft's. */
export type OrderBatches = {
  id: string
  created_by: string
  request_hash: Buffer
  /** PlaceOrder as JSON; null once every part is placed. */
  order_sealed: Sealed | null
  people: number
  /** People per order. */
  size: number
  /** Counts retries; part of the keys. */
  tries: Generated<number>
  /** When every part had been tried; null while it runs. */
  ran_at: Date | null
  /** Code of the refusal that stopped it. */
  stopped: string | null
  product_name: string
  plan_name: string | null
  start_date: string | null
  end_date: string | null
  group_no: string | null
  created_at: CreatedAt
}

export type OrderEvents = {
  id: Generated<number>
  order_id: string
  at: CreatedAt
  kind: string
  actor: string
  status: OrderStatus | null
  platform_code: string | null
  platform_message: string | null
  note: string | null
  /** A staff remark. */
  remark_sealed: Sealed | null
}

export type Attentions = {
  order_id: string
  reason: AttentionReason
  detail: string | null
  raised_at: ColumnType<Date, Date | undefined, Date>
  /** A person resolved it. */
  resolved_at: Date | null
}

export type Policies = {
  order_id: string
  policy_code: string
  /** Order within the platform's answer. */
  place: number
  insured_name: string | null
  policy_status: string | null
  policy_url: string | null
  certificate_url: string | null
  /** A complete answer left it out: it no longer counts. */
  gone_at: ColumnType<Date | null, undefined, Date | null>
}

export type InvoiceFiles = {
  order_id: string
  n: number
  policy_code: string | null
  policy_codes: Generated<string[]>
  url: string
  format: InvoiceFormat | null
}

/** Blind index of the people on an order: finds by mobile or document without storing either in clear. */
export type OrderPeople = {
  order_id: string
  place: number
  name: string
  mobile_index: Buffer | null
  card_index: Buffer | null
}

export type OrderRow = Selectable<Orders>
