import { addDays, daysCovered, shanghaiDay } from '#contract/days.ts'
import { LEGAL_DAYS } from '#contract/retention.ts'
import type { Deps } from '../deps.ts'
import type { OrderRow } from '../store/schema/orders.ts'

/**
 * Days that an order's people are kept after the end of cover: as set, but never less than the law asks where real
 * insurance is sold. Without the setting it is the legal term.
 */
export function termOf(
  { production, retention: { peopleDays } }: Pick<Deps, 'production' | 'retention'>,
  row: OrderRow,
): number {
  const [start, end] = [row.cover_start ?? row.start_date, row.cover_end ?? row.end_date]
  const isLong = start !== null && end !== null && daysCovered(start, end) > 366
  const legal = isLong ? LEGAL_DAYS.long : LEGAL_DAYS.short
  if (peopleDays === null) return legal
  return production ? Math.max(peopleDays, legal) : peopleDays
}

/**
 * The last day of an order's retention term: until then erasing seals. Null after that day, and for an order that
 * failed, because it insured nobody.
 */
export function sealsUntil(
  deps: Pick<Deps, 'production' | 'retention' | 'now'>,
  row: OrderRow,
): string | null {
  if (row.status === 'failed') return null
  const end =
    row.status === 'issued' ? (row.cover_end ?? row.end_date) : shanghaiDay(row.updated_at.getTime())
  const until = end && addDays(end, termOf(deps, row))
  return until && until >= shanghaiDay(deps.now()) ? until : null
}
