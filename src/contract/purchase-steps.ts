import { daysCovered, isDay } from './days.ts'

/** The steps of a purchase, in order. */
export const PURCHASE_STEPS = ['product', 'period', 'people', 'notice', 'review'] as const
export type PurchaseStep = (typeof PURCHASE_STEPS)[number]

/** Why a link is closed. */
export const LINK_REASONS = ['expired', 'revoked', 'used-up'] as const

/** Why a partner's page may no longer sell. */
export const SITE_REASONS = [
  'partner-disabled',
  'partner-unlicensed',
  'origin-not-allowed',
  'product-not-allowed',
] as const
export type SiteReason = (typeof SITE_REASONS)[number]
export const isSiteReason = (reason: string | null): reason is SiteReason =>
  (SITE_REASONS as readonly (string | null)[]).includes(reason)

/** The step that contains a field. */
export function stepOfField(path: string): PurchaseStep {
  if (path === 'planCode') return 'product'
  if (path === 'startDate' || path === 'endDate') return 'period'
  if (path === 'consents.notice') return 'notice'
  return path.startsWith('consents.') ? 'review' : 'people'
}

/** Days of the period, inclusive; null until both dates are valid. */
export function daysOfPurchase({
  startDate,
  endDate,
}: {
  startDate: string
  endDate: string
}): number | null {
  return isDay(startDate) && isDay(endDate) && endDate >= startDate ? daysCovered(startDate, endDate) : null
}
