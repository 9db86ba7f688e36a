import { shanghaiDay } from '#contract/days.ts'
import { LICENCE_PARTS, type LicencePart } from '#contract/partners.ts'
import type { Deps } from '../deps.ts'
import type { PartnerRow } from '../store/schema/partners.ts'

type Licence = Pick<PartnerRow, 'licensed' | 'licence_name' | 'licence_no' | 'licence_kind' | 'licence_until'>

/**
 * True while the partner may sell: it is marked as licensed, and its licence has not expired. Where real insurance is
 * sold, every mandatory part of the licence is known too.
 */
export function isLicensed({ production, now }: Pick<Deps, 'production' | 'now'>, row: Licence): boolean {
  if (!row.licensed || (production && licenceGaps(row).length > 0)) return false
  return row.licence_until === null || row.licence_until >= shanghaiDay(now())
}

/** The mandatory parts of a licence that are missing. */
export function licenceGaps(row: Licence): LicencePart[] {
  const values = {
    kind: row.licence_kind,
    name: row.licence_name,
    number: row.licence_no,
    until: row.licence_until,
  }
  return LICENCE_PARTS.filter((part) => !values[part])
}
