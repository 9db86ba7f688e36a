import type { AuditHead, AuditLog, SettingsSeen } from './schema/audit.ts'
import type { Changes } from './schema/changes.ts'
import type { Disclosures } from './schema/disclosures.ts'
import type { EvidenceKeys, TrailAnnexes, TrailEntries, TrailPieces, Trails } from './schema/evidence.ts'
import type {
  FactorRules,
  PasskeyChallenges,
  Passkeys,
  PendingSignIns,
  RecoveryCodes,
  TotpFactors,
} from './schema/factors.ts'
import type { LearnedPremiums, OrderDayParties, OrderDays } from './schema/figures.ts'
import type { FileParts, Files } from './schema/files.ts'
import type { Members, Registrations } from './schema/members.ts'
import type {
  NoticeChoices,
  NoticeEvents,
  NoticeRobots,
  Notices,
  NoticeStops,
  OutageOrders,
  Outages,
  Watched,
} from './schema/notices.ts'
import type {
  Attentions,
  InvoiceFiles,
  OrderBatches,
  OrderEvents,
  OrderPeople,
  Orders,
  Policies,
} from './schema/orders.ts'
import type { FileTickets, Guesses, OwnLinks } from './schema/own-order.ts'
import type {
  Loaders,
  PartnerEvents,
  PartnerKeys,
  Partners,
  SpentTokens,
  TokenRefusals,
} from './schema/partners.ts'
import type { PaymentKeys, SignedPayments } from './schema/payments.ts'
import type { Backups, GatewayBackoff, GatewayCalls, Notifications } from './schema/platform.ts'
import type { ProductDocuments, Products } from './schema/products.ts'
import type { AbandonedPurchases, Drafts, Links, Purchases } from './schema/purchases.ts'
import type { Comparisons, Differences } from './schema/reconciliation.ts'
import type { SealedOpenings, SealedOrders } from './schema/sealed-orders.ts'
import type { Sessions, Users } from './schema/staff.ts'
import type { DataKeys, VaultKeys } from './schema/vault.ts'

/** Every table by its name; its columns are in `schema/<noun>.ts`. */
export type Database = {
  users: Users
  sessions: Sessions
  totp_factors: TotpFactors
  factor_rules: FactorRules
  passkeys: Passkeys
  passkey_challenges: PasskeyChallenges
  recovery_codes: RecoveryCodes
  pending_sign_ins: PendingSignIns
  members: Members
  registrations: Registrations
  products: Products
  product_documents: ProductDocuments
  disclosures: Disclosures
  files: Files
  file_parts: FileParts
  links: Links
  purchases: Purchases
  abandoned_purchases: AbandonedPurchases
  drafts: Drafts
  orders: Orders
  order_batches: OrderBatches
  order_events: OrderEvents
  order_days: OrderDays
  order_day_parties: OrderDayParties
  learned_premiums: LearnedPremiums
  attentions: Attentions
  changes: Changes
  comparisons: Comparisons
  differences: Differences
  payment_keys: PaymentKeys
  partners: Partners
  partner_keys: PartnerKeys
  spent_tokens: SpentTokens
  partner_events: PartnerEvents
  token_refusals: TokenRefusals
  loaders: Loaders
  policies: Policies
  invoice_files: InvoiceFiles
  order_people: OrderPeople
  sealed_orders: SealedOrders
  sealed_openings: SealedOpenings
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
  backups: Backups
  trails: Trails
  evidence_keys: EvidenceKeys
  trail_entries: TrailEntries
  trail_pieces: TrailPieces
  trail_annexes: TrailAnnexes
  notice_events: NoticeEvents
  notices: Notices
  notice_robots: NoticeRobots
  notice_choices: NoticeChoices
  notice_stops: NoticeStops
  outages: Outages
  outage_orders: OutageOrders
  watched: Watched
  vault_keys: VaultKeys
  data_keys: DataKeys
}
