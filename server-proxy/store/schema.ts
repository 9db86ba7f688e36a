import type { ColumnType, Generated, Selectable } from 'kysely'
import type { AuditAct, AuditSubject } from '#contract/audit.ts'
import type { AttentionReason, InvoiceState, Consent, PaymentStatus, PlanFit } from '#contract/orders.ts'
import type { Channel, OrderStatus, PayType } from '#contract/place-order.ts'
import type { OwnFileKind } from '#contract/own-order.ts'
import type { Language } from '#contract/problems.ts'
import type { PartnerTheme } from '#contract/partners.ts'
import type { DocumentKind, Plan, ProductRules } from '#contract/products.ts'
import type { DifferenceField } from '#contract/reconciliation.ts'
import type { PurchaseStep } from '#contract/purchases.ts'
import type { Role } from '#contract/session.ts'
import type { TrailKind } from '#contract/trail.ts'

/** Columns named `*_sealed` hold personal data encrypted by the vault, bound to table, column and row. */
export type Sealed = Buffer
type CreatedAt = ColumnType<Date, Date | undefined, never>
type Json<T> = ColumnType<T, string, string>

export type Users = {
  id: string
  username: string
  role: Role
  password_hash: string
  disabled_at: Date | null
  created_at: CreatedAt
}

export type Sessions = {
  /** SHA-256 of the cookie's value: a stolen table opens nothing. */
  token_hash: Buffer
  user_id: string
  expires_at: Date
  /** What it is called in the list of sessions; the token's hash is told to nobody. */
  id: Generated<string>
  /** Browser and system in a few words. */
  agent: string | null
  seen_at: ColumnType<Date, Date | undefined, Date>
  created_at: CreatedAt
}

export type Members = {
  member_id: string
  mobile_index: Buffer
  mobile_sealed: Sealed
  company: string
  province: string
  city: string
  address: string
  contact_sealed: Sealed | null
  employee_code: string
  invitate_code: string
  created_by: string
  created_at: CreatedAt
}

/** Lease of whoever registers a mobile right now. */
type Registrations = { mobile_index: Buffer; until: Date }

export type Products = {
  product_code: string
  product_name: string
  /** The platform's address; the browser gets the BFF's path. */
  logo_url: string | null
  plans: Json<Plan[]>
  rules: Json<ProductRules>
  insurer_name: string | null
  seller_name: string | null
  claims: string | null
  read_at: Date
  created_at: CreatedAt
}

export type ProductDocuments = {
  id: string
  product_code: string
  kind: DocumentKind
  title: string
  version: string
  content: string | null
  url: string | null
  file_id: string | null
  created_by: string
  created_at: CreatedAt
  /** When another version took its place, or it was withdrawn. */
  retired_at: Date | null
}

/** By what it holds; null while it is still arriving. */
export type Files = {
  id: string
  sha256: Buffer | null
  size: number | null
  touched_at: ColumnType<Date, Date | undefined, Date>
}

export type FileParts = { file_id: string; n: number; bytes: Buffer }

export type Links = {
  id: string
  kind: 'link' | 'public'
  /** SHA-256 of the token; the token itself is sealed, as staff have to see it again. */
  token_hash: Buffer
  token_sealed: Sealed
  member_id: string
  product_code: string
  title: string | null
  /** PurchaseDraft as JSON. */
  prefill_sealed: Sealed | null
  /** Orders it may become; null: any number. */
  uses: number | null
  expires_at: Date | null
  revoked_at: Date | null
  opened: Generated<number>
  created_by: string
  created_at: CreatedAt
}

/** One customer's sale in the making. */
export type Purchases = {
  id: string
  /** SHA-256 of its bearer; for a link of one use that is the link's own token. */
  token_hash: Buffer
  link_id: string | null
  channel: Exclude<Channel, 'staff'>
  partner_id: string | null
  /** The partner's own reference. */
  reference: string | null
  /** The partner's page in whose frame it was begun; null on pages of the portal. */
  page_origin: string | null
  member_id: string
  product_code: string
  /** Who is credited with the order. */
  created_by: string
  step: PurchaseStep
  /** PurchaseDraft as JSON. */
  draft_sealed: Sealed
  version: Generated<number>
  language: 'zh' | 'en' | null
  expires_at: Date | null
  order_id: string | null
  /** Orders made of it that the platform refused. */
  refusals: Generated<number>
  refusal: Json<{ code: string; detail: string | null } | null> | null
  /** The addresses of its order were renewed: its bearer opens nothing. */
  revoked_at: Date | null
  created_at: CreatedAt
  updated_at: ColumnType<Date, Date | undefined, Date>
}

export type Drafts = {
  id: string
  user_id: string
  /** Null: from before titles were sealed. */
  title_sealed: Sealed | null
  content_sealed: Sealed
  order_id: string | null
  updated_at: Date
  created_at: CreatedAt
}

/** So many policies of an order carry this label of the platform; `asked`: a surrender of them was asked for. */
export type PolicyCount = { label: string | null; asked: boolean; count: number }

export type Orders = {
  id: string
  created_by: string
  /** With created_by: decides alone whether a request is a replay. */
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
  /** The period as 7.11 has it; null until it answered. */
  cover_start: string | null
  cover_end: string | null
  insured_count: number
  /** For lists and search by prefix; the one personal datum in clear. */
  holder_name: string | null
  /** JSON {holder, insured} as placed. */
  people_sealed: Sealed | null
  out_serial_no: string
  /** Out-serials the platform refused as used, oldest first. */
  spent_serials: ColumnType<string[], string | undefined, string>
  temp_order_code: string | null
  order_code: string | null
  cashier_url: string | null
  /** Fen. */
  amount: number | null
  reduction: number | null
  /** How the amount fits the chosen plan, judged when the amount was first read; null: nobody can tell. */
  plan_fit: PlanFit | null
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
  /** Follows from the columns above; null where there is no invoice to be had. */
  invoice_state: ColumnType<InvoiceState | null, never, never>
  invoice_type: 'person' | 'company' | null
  invoice_title: string | null
  payment: PaymentStatus | null
  /** The last payment signal that the platform took; `payment` still has to be sent while it differs. */
  payment_taken: PaymentStatus | null
  /** Lease of whoever is sending the payment signal right now. */
  payment_until: Date | null
  /** A surrender was asked for and the platform has not confirmed it yet. */
  surrender_requested_at: Date | null
  /** The policies it was asked for; null: the whole order. */
  surrender_policies: Json<string[]> | null
  surrender_lost: Generated<boolean>
  surrender_sends: Generated<number>
  /** Its policies by the platform's label and whether a surrender was asked for; follows from `policies`. */
  policy_counts: ColumnType<PolicyCount[], never, never>
  /** They are not all alike. */
  policies_differ: ColumnType<boolean, never, never>
  deliver_secret: string
  return_secret: string
  refund_secret: string
  return_token: string
  asked_at: Date | null
  answered_at: Date | null
  /** Counts applied answers of 7.11, so that an older answer never overwrites a newer one. */
  pull_version: Generated<number>
  /** Answers of 7.11 in a row that could not be stored. */
  store_failures: Generated<number>
  /** Lease of whoever is calling addTemp for this row right now. */
  placing_until: Date | null
  /** When reconciliation looks again; null: at rest. */
  next_pull_at: Date | null
  /** Its people were removed for good; amounts, codes and states stay. */
  erased_at: Date | null
  channel: ColumnType<Channel, Channel | undefined, never>
  partner_id: string | null
  reference: string | null
  /** The customer's, for the page after the cashier; null: nobody chose. */
  language: 'zh' | 'en' | null
  consents: ColumnType<Consent[], string | undefined, never>
  created_at: CreatedAt
  updated_at: ColumnType<Date, Date | undefined, Date>
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
  /** What a member of staff wrote. */
  remark_sealed: Sealed | null
}

/** Orders summed by day of Shanghai, seller, product and status; right is the sum of all rows of a key. */
type OrderDays = {
  day: string
  created_by: string
  product_code: string
  status: OrderStatus
  orders: number
  /** Fen. */
  amount: number
  reduction: Generated<number>
  folded: Generated<boolean>
}

/** How many people a premium was seen for, and when last; fen for one person. */
type LearnedPremiums = {
  product_code: string
  plan_code: string
  days: number
  premium: number
  people: number
  seen_at: Date
}

export type Attentions = {
  order_id: string
  reason: AttentionReason
  detail: string | null
  raised_at: ColumnType<Date, Date | undefined, Date>
  /** Somebody has dealt with it. */
  resolved_at: Date | null
}

export type Comparisons = {
  id: string
  /** A username, or `system`. */
  started_by: string
  started_at: Date
  ended_at: Date | null
  total: number
  /** The last order that was looked at; newest first. */
  cursor_id: string | null
  asked: Generated<number>
  unanswered: Generated<number>
}

export type Differences = {
  id: Generated<number>
  comparison_id: string
  order_id: string
  what: DifferenceField
  ours: string | null
  platforms: string | null
  at: CreatedAt
}

export type PaymentKeys = {
  id: string
  secret_sealed: Sealed
  created_by: string
  created_at: CreatedAt
  used_at: Date | null
}

export type Partners = {
  id: string
  name: string
  origins: Json<string[]>
  member_id: string
  products: Json<string[]>
  /** Without a licence: an information card and a hand-over, never a form inside the frame. */
  licensed: boolean
  theme: Json<PartnerTheme>
  return_url: string | null
  webhook_url: string | null
  webhook_secret_sealed: Sealed
  disabled_at: Date | null
  created_by: string
  created_at: CreatedAt
  updated_at: ColumnType<Date, Date | undefined, Date>
}

export type PartnerKeys = {
  id: string
  partner_id: string
  secret_sealed: Sealed
  created_by: string
  created_at: CreatedAt
  used_at: Date | null
}

export type SpentTokens = { partner_id: string; jti: string; expires_at: Date }

/** What partners are told of their orders; the body is signed and sent as it stands here. */
export type PartnerEvents = {
  id: string
  partner_id: string
  order_id: string
  body: string
  state: 'waiting' | 'delivered' | 'dead'
  attempts: Generated<number>
  /** The last answer: an HTTP status, or a word for what happened instead. */
  outcome: string | null
  tried_at: Date | null
  created_at: CreatedAt
  /** Dead, and somebody decided that it need not be sent any more. */
  settled_at: Date | null
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
}

/** Blind index of everybody on an order: finds by mobile or document without keeping either in clear. */
export type OrderPeople = {
  order_id: string
  place: number
  name: string
  mobile_index: Buffer | null
  card_index: Buffer | null
}

export type Notifications = {
  id: Generated<number>
  order_id: string
  event: 'deliver' | 'return' | 'refund'
  content_type: string | null
  /** The bytes as they came, sealed: anyone may have sent them. */
  body_sealed: Sealed
  received_at: CreatedAt
  handled_at: Date | null
}

/** Every call to the platform: the sliding log of the budget, and what an admin sees. Never a body. */
export type GatewayCalls = {
  id: Generated<number>
  interface: string
  priority: 'screen' | 'background'
  /** Hash of the address of an anonymous visitor. */
  visitor: ColumnType<string | null, string | null | undefined, never>
  order_id: string | null
  started_at: CreatedAt
  /** Null while under way; a killed process leaves it null and `lease_until` frees the slot. */
  ended_at: Date | null
  lease_until: Date
  /** The platform's code, or a word for what happened instead. */
  outcome: string | null
  http_status: number | null
  /** The platform's clock against ours by this answer's `Date` header, ms. */
  skew_ms: Generated<number | null>
}

/** Who did what, chained by hashes; it only grows. No personal data. */
/** One row: how many entries the audit log has, and a keyed hash over that and the last one's. */
type AuditHead = { one: boolean; n: number; mac: Buffer }
/** Which order a payment system's signed request was for, by the hash of what was signed. */
type SignedPayments = { signed: Buffer; order_id: string; at: Date }

export type AuditLog = {
  /** 1, 2, 3 … without a gap. */
  n: number
  at: Date
  actor: string
  act: AuditAct
  subject_kind: AuditSubject | null
  subject_id: string | null
  detail: Json<Record<string, unknown>>
  /** Hash of the entry before; zeros at the first. */
  previous: Buffer
  hash: Buffer
}

export type SettingsSeen = { name: string; fingerprint: Buffer }
/** The customer's own link to an order: found by the token's SHA-256, shown again from the seal. */
export type OwnLinks = {
  order_id: string
  token_hash: Buffer
  token_sealed: Sealed
  made_at: ColumnType<Date, Date | undefined, Date>
}

/** Wrong answers to the question for the last four, over the whole life of an order or a link. */
type Guesses = {
  kind: 'order' | 'lookup' | 'link'
  id: string
  wrong: Generated<number>
  /** There were too many: nothing opens until staff have looked. */
  closed_at: Date | null
}

/** An address that opens one file of one order for a short while. */
export type FileTickets = {
  ticket_hash: Buffer
  order_id: string
  kind: OwnFileKind
  policy_code: string | null
  n: number | null
  language: Language
  expires_at: Date
}

/** The back-off after 0002: one row, for all processes. */
export type GatewayBackoff = { until: Date; strikes: number; lost: number; lost_until: Date }

/** What a customer was shown and did in one purchase, as a chain that only grows. Its id is the purchase's. */
type Trails = {
  id: string
  order_id: string | null
  /** How many entries there are, the last one's hash, and a keyed hash over both. */
  n: Generated<number>
  hash: Buffer
  mac: Buffer
  started_at: ColumnType<Date, Date | undefined, never>
  /** Its people were removed for good. */
  erased_at: Date | null
  /** Bytes of recording so far. */
  recorded: Generated<number>
}

/** A stretch of the masked recording of one page load; null once its people were erased. */
type TrailPieces = {
  id: string
  trail_id: string
  visit: string
  piece: number
  /** SHA-256 of the content, as the trail has it too. */
  hash: Buffer
  content_sealed: Sealed | null
}

export type TrailEntries = {
  trail_id: string
  /** 1, 2, 3 … without a gap. */
  n: number
  /** By the database's clock. */
  at: Date
  kind: TrailKind
  /** The page load that said it, and its number there; null: the portal itself. */
  visit: string | null
  seq: number | null
  /** When the browser's own clock says it was. */
  said_at: Date | null
  /** The line of the order's history that it stands for. */
  event: number | null
  /** JSON, no personal data; text, since the hash is over it as it was written. */
  detail: string
  previous: Buffer
  hash: Buffer
}

/** Data keys that have ever written. */
export type DataKeys = { id: string; since: Generated<Date> }

export type VaultKeys = { name: string; key_sealed: Buffer }

export type Database = {
  users: Users
  sessions: Sessions
  members: Members
  registrations: Registrations
  products: Products
  product_documents: ProductDocuments
  files: Files
  file_parts: FileParts
  links: Links
  purchases: Purchases
  drafts: Drafts
  orders: Orders
  order_events: OrderEvents
  order_days: OrderDays
  learned_premiums: LearnedPremiums
  attentions: Attentions
  comparisons: Comparisons
  differences: Differences
  payment_keys: PaymentKeys
  partners: Partners
  partner_keys: PartnerKeys
  spent_tokens: SpentTokens
  partner_events: PartnerEvents
  policies: Policies
  invoice_files: InvoiceFiles
  order_people: OrderPeople
  notifications: Notifications
  own_links: OwnLinks
  file_tickets: FileTickets
  guesses: Guesses
  gateway_calls: GatewayCalls
  audit_log: AuditLog
  audit_head: AuditHead
  signed_payments: SignedPayments
  settings_seen: SettingsSeen
  gateway_backoff: GatewayBackoff
  trails: Trails
  trail_entries: TrailEntries
  trail_pieces: TrailPieces
  vault_keys: VaultKeys
  data_keys: DataKeys
}

export type OrderRow = Selectable<Orders>
export type MemberRow = Selectable<Members>
export type ProductRow = Selectable<Products>
export type LinkRow = Selectable<Links>
export type PurchaseRow = Selectable<Purchases>
export type PartnerRow = Selectable<Partners>
