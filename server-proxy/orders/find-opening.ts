import type { Kysely, Transaction } from 'kysely'
import { OPENING_LASTS_HOURS, OPENING_WAITS_DAYS, type SealedOpening } from '#contract/sealed-orders.ts'
import type { Deps } from '../deps.ts'
import { readable } from '../store/readable.ts'
import type { Database } from '../store/schema.ts'

const HOUR_MS = 3_600_000
export const WAITS_MS = OPENING_WAITS_DAYS * 24 * HOUR_MS
export const LASTS_MS = OPENING_LASTS_HOURS * HOUR_MS

export const placeOfGround = (id: string) => ({ table: 'sealed_openings', column: 'ground', row: id })

/**
 * The opening of a sealed order that stands: asked and not lapsed, or approved and open. None stands when one of its
 * people is no longer an active administrator.
 */
export async function findOpening(
  db: Transaction<Database> | Kysely<Database>,
  orderId: string,
  now: number,
) {
  const row = await db
    .selectFrom('sealed_openings as o')
    .innerJoin('users as asker', 'asker.id', 'o.requested_by')
    .leftJoin('users as approver', 'approver.id', 'o.approved_by')
    .select(['o.id', 'o.ground_sealed', 'o.requested_by', 'o.requested_at', 'o.approved_by', 'o.approved_at'])
    .select(['asker.username as asker', 'asker.role as asker_role', 'asker.disabled_at as asker_disabled'])
    .select(['approver.username as approver', 'approver.role as approver_role'])
    .select('approver.disabled_at as approver_disabled')
    .where('o.order_id', '=', orderId)
    .where('o.ended_at', 'is', null)
    .executeTakeFirst()
  if (!row) return null
  const until = row.approved_at ? row.approved_at.getTime() + LASTS_MS : row.requested_at.getTime() + WAITS_MS
  const isAsker = row.asker_role === 'admin' && !row.asker_disabled
  const isApprover = !row.approved_by || (row.approver_role === 'admin' && !row.approver_disabled)
  return isAsker && isApprover && now < until ? { ...row, until } : null
}

/** The same for a page. */
export async function openingOf(
  { db, vault, log, now }: Pick<Deps, 'db' | 'vault' | 'log' | 'now'>,
  orderId: string,
): Promise<SealedOpening | null> {
  const row = await findOpening(db, orderId, now())
  return (
    row && {
      id: row.id,
      ground: readable(log, { table: 'sealed_openings', row: row.id }, () =>
        vault.open(placeOfGround(row.id), row.ground_sealed),
      ),
      requestedBy: row.asker,
      approvedBy: row.approver,
      requestedAt: row.requested_at.toISOString(),
      until: new Date(row.until).toISOString(),
    }
  )
}
