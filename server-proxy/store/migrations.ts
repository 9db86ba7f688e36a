import type { Migration } from 'kysely/migration'
import * as firstSale from './migrations/0001-first-sale.ts'
import * as purchase from './migrations/0002-purchase.ts'
import * as ownOrder from './migrations/0003-own-order.ts'
import * as partners from './migrations/0004-partners.ts'
import * as dailyWork from './migrations/0005-daily-work.ts'
import * as gatewayHealth from './migrations/0006-gateway-health.ts'
import * as auditLog from './migrations/0007-audit.ts'
import * as draftTitles from './migrations/0008-draft-titles.ts'
import * as orderListIndices from './migrations/0010-order-list-indices.ts'
import * as peopleByName from './migrations/0011-people-by-name.ts'
import * as unflushedTakes from './migrations/0012-unflushed-takes.ts'
import * as keyedAudit from './migrations/0015-keyed-audit.ts'
import * as surrenderAgain from './migrations/0016-surrender-again.ts'
import * as auditLast from './migrations/0017-audit-last.ts'
import * as desk from './migrations/0018-desk.ts'
import * as trails from './migrations/0019-trails.ts'
import * as recordings from './migrations/0020-recordings.ts'
import * as pageOfPurchase from './migrations/0023-page-of-purchase.ts'
import * as policyMix from './migrations/0024-policy-mix.ts'
import * as documentFiles from './migrations/0025-document-files.ts'
import * as auditAppend from './migrations/0026-audit-append.ts'
import * as deadEvents from './migrations/0027-dead-events.ts'
import * as cleanNames from './migrations/0028-clean-names.ts'
import * as reductions from './migrations/0029-reductions.ts'
import * as learnedPremiums from './migrations/0030-learned-premiums.ts'
import * as invoicePolicies from './migrations/0031-invoice-policies.ts'
import * as gonePolicies from './migrations/0032-gone-policies.ts'
import * as leases from './migrations/0034-leases.ts'
import * as contradictions from './migrations/0035-contradictions.ts'
import * as oneTempOrder from './migrations/0036-one-temp-order.ts'
import * as guesses from './migrations/0037-guesses.ts'
import * as visitorsShare from './migrations/0038-visitors-share.ts'
import * as dataKeys from './migrations/0039-data-keys.ts'
import * as idleSessions from './migrations/0040-idle-sessions.ts'
import * as temporaryPasswords from './migrations/0042-temporary-passwords.ts'
import * as oneSale from './migrations/0045-one-sale.ts'
import * as orderBatches from './migrations/0046-order-batches.ts'
import * as productGaps from './migrations/0047-product-gaps.ts'
import * as closedOrders from './migrations/0050-closed-orders.ts'
import * as changes from './migrations/0051-changes.ts'
import * as notices from './migrations/0056-notices.ts'
import * as orderDayParties from './migrations/0057-order-day-parties.ts'
import * as namesAndNotes from './migrations/0058-names-and-notes.ts'
import * as backups from './migrations/0062-backups.ts'
import * as tokenRefusals from './migrations/0065-token-refusals.ts'
import * as partnerApi from './migrations/0066-partner-api.ts'
import * as loaders from './migrations/0067-loaders.ts'
import * as cover from './migrations/0068-cover.ts'
import * as askedLinks from './migrations/0075-asked-links.ts'
import * as disclosures from './migrations/0080-disclosures.ts'
import * as partnerLicence from './migrations/0081-partner-licence.ts'
import * as invoiceFormat from './migrations/0085-invoice-format.ts'
import * as incidents from './migrations/0086-incidents.ts'
import * as salespeople from './migrations/0087-salespeople.ts'
import * as factors from './migrations/0090-factors.ts'
import * as factorRules from './migrations/0091-factor-rules.ts'
import * as passkeys from './migrations/0092-passkeys.ts'
import * as eraseIndexes from './migrations/0098-erase-indexes.ts'
import * as abandonedPurchases from './migrations/0100-abandoned-purchases.ts'
import * as sealedOrders from './migrations/0105-sealed-orders.ts'
import * as sealedOpenings from './migrations/0106-sealed-openings.ts'
import * as partialSurrenderNotices from './migrations/0110-partial-surrender-notices.ts'
import * as evidenceKeys from './migrations/0121-evidence-keys.ts'
import * as saleAnnexes from './migrations/0122-sale-annexes.ts'
import * as copiedDrafts from './migrations/0123-copied-drafts.ts'
import * as payers from './migrations/0130-payers.ts'
import * as licenceFiles from './migrations/0131-licence-files.ts'

/**
 * Applied at start, each once and under a lock, in the order of their names. A landed migration is never
 * edited or renamed, and must work before and after those with smaller numbers.
 */
export const migrations: Record<string, Migration> = {
  '0001-first-sale': firstSale,
  '0002-purchase': purchase,
  '0003-own-order': ownOrder,
  '0004-partners': partners,
  '0005-daily-work': dailyWork,
  '0006-gateway-health': gatewayHealth,
  '0007-audit': auditLog,
  '0008-draft-titles': draftTitles,
  '0010-order-list-indices': orderListIndices,
  '0011-people-by-name': peopleByName,
  '0012-unflushed-takes': unflushedTakes,
  '0015-keyed-audit': keyedAudit,
  '0016-surrender-again': surrenderAgain,
  '0017-audit-last': auditLast,
  '0018-desk': desk,
  '0019-trails': trails,
  '0020-recordings': recordings,
  '0023-page-of-purchase': pageOfPurchase,
  '0024-policy-mix': policyMix,
  '0025-document-files': documentFiles,
  '0026-audit-append': auditAppend,
  '0027-dead-events': deadEvents,
  '0028-clean-names': cleanNames,
  '0029-reductions': reductions,
  '0030-learned-premiums': learnedPremiums,
  '0031-invoice-policies': invoicePolicies,
  '0032-gone-policies': gonePolicies,
  '0034-leases': leases,
  '0035-contradictions': contradictions,
  '0036-one-temp-order': oneTempOrder,
  '0037-guesses': guesses,
  '0038-visitors-share': visitorsShare,
  '0039-data-keys': dataKeys,
  '0040-idle-sessions': idleSessions,
  '0042-temporary-passwords': temporaryPasswords,
  '0045-one-sale': oneSale,
  '0046-order-batches': orderBatches,
  '0047-product-gaps': productGaps,
  '0050-closed-orders': closedOrders,
  '0051-changes': changes,
  '0056-notices': notices,
  '0057-order-day-parties': orderDayParties,
  '0058-names-and-notes': namesAndNotes,
  '0062-backups': backups,
  '0065-token-refusals': tokenRefusals,
  '0066-partner-api': partnerApi,
  '0067-loaders': loaders,
  '0068-cover': cover,
  '0075-asked-links': askedLinks,
  '0080-disclosures': disclosures,
  '0081-partner-licence': partnerLicence,
  '0085-invoice-format': invoiceFormat,
  '0086-incidents': incidents,
  '0087-salespeople': salespeople,
  '0090-factors': factors,
  '0091-factor-rules': factorRules,
  '0092-passkeys': passkeys,
  '0098-erase-indexes': eraseIndexes,
  '0100-abandoned-purchases': abandonedPurchases,
  '0105-sealed-orders': sealedOrders,
  '0106-sealed-openings': sealedOpenings,
  '0110-partial-surrender-notices': partialSurrenderNotices,
  '0121-evidence-keys': evidenceKeys,
  '0122-sale-annexes': saleAnnexes,
  '0123-copied-drafts': copiedDrafts,
  '0130-payers': payers,
  '0131-licence-files': licenceFiles,
}
