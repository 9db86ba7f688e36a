import type { PartnerRefusalList } from '#contract/partners.ts'
import type { Deps } from '../../deps.ts'
import type { PartnerRow } from '../../store/schema/partners.ts'

/** Kept for each partner; equal ones are counted instead. */
const MOST = 50
const ORIGIN = /^https?:\/\/[\w.:[\]-]{1,190}$/

/** Counts a refused or corrected token for the partner's page: a code and a claim, no value of the token. */
export async function noteRefusal(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  { id }: PartnerRow,
  { reason, field, origin = '' }: { reason: string; field: string; origin?: string | undefined },
): Promise<void> {
  await db
    .insertInto('token_refusals')
    .values({
      partner_id: id,
      reason,
      field: field.slice(0, 100),
      // From an unproven caller.
      origin: ORIGIN.test(origin) ? origin : '',
      last_at: new Date(now()),
    })
    .onConflict((conflict) =>
      conflict
        .columns(['partner_id', 'reason', 'field', 'origin'])
        .doUpdateSet(({ eb }) => ({ count: eb('token_refusals.count', '+', 1), last_at: new Date(now()) })),
    )
    .execute()
  await db
    .deleteFrom('token_refusals')
    .where('partner_id', '=', id)
    .where('last_at', '<', ({ selectFrom }) =>
      selectFrom('token_refusals as kept')
        .select('kept.last_at')
        .where('kept.partner_id', '=', id)
        .orderBy('kept.last_at', 'desc')
        .offset(MOST - 1)
        .limit(1),
    )
    .execute()
}

export async function listRefusals(
  { db }: Pick<Deps, 'db'>,
  { id }: PartnerRow,
): Promise<PartnerRefusalList> {
  const rows = await db
    .selectFrom('token_refusals')
    .selectAll()
    .where('partner_id', '=', id)
    .orderBy('last_at', 'desc')
    .execute()
  return {
    items: rows.map(({ reason, field, origin, count, last_at }) => ({
      reason,
      field,
      origin,
      count,
      at: last_at.toISOString(),
    })),
    nextCursor: null,
  }
}
