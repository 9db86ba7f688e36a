import { readPurchaseDraft } from '#contract/purchases.ts'
import type { Deps } from '../deps.ts'
import type { PartnerRow } from '../store/schema/partners.ts'
import type { Lead } from './leads.ts'
import { startPurchase } from './start-purchase.ts'

/** Starts the purchase of a partner's lead with its prefilled data. Returns its bearer. */
export function beginFromLead(
  deps: Pick<Deps, 'db' | 'vault'>,
  lead: Lead & { partner: PartnerRow },
  more: { language?: 'zh' | 'en' | null; token?: string } = {},
): Promise<string> {
  const { partner, productCode, reference, origin, until, language } = lead
  return startPurchase(deps, {
    memberId: partner.member_id,
    productCode,
    userId: partner.created_by,
    origin: { kind: 'partner', partnerId: partner.id, reference, page: origin ?? null },
    prefill: readPurchaseDraft(lead),
    language,
    expiresAt: new Date(until),
    ...more,
  })
}
