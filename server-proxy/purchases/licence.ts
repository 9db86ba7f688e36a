import { shanghaiDay } from '#contract/days.ts'
import type { PartnerRow } from '../store/schema/partners.ts'

/** True while the partner may sell: it is marked as licensed, and its licence has not expired. */
export const isLicensed = (
  { licensed, licence_until }: Pick<PartnerRow, 'licensed' | 'licence_until'>,
  now: number,
): boolean => licensed && (licence_until === null || licence_until >= shanghaiDay(now))
