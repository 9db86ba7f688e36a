import { sql } from 'kysely'
import type { Duplicate, FindDuplicates } from '#contract/copies.ts'
import { cleanCardNo } from '#contract/people-clean.ts'
import { atLeast, type User } from '#contract/session.ts'
import type { Deps } from '../deps.ts'

/** Orders that cover or will. */
const COVERING = ['submitting', 'uncertain', 'unpaid', 'paid', 'issued', 'surrendering'] as const
const MOST = 50

type Asked = { startDate: string; endDate: string; people: readonly { cardNo: string }[] }

/**
 * Orders that insure these people on overlapping days, found by the keyed hash of their document. An order by `own`
 * key does not count.
 */
export async function overlapping(
  { db, vault }: Pick<Deps, 'db' | 'vault'>,
  { startDate, endDate, people }: Asked,
  own?: { userId: string; key: string },
) {
  const places = new Map<string, number>()
  people.forEach(({ cardNo }, place) => {
    const clean = cleanCardNo(cardNo)
    if (clean) places.set(vault.index('card', clean).toString('hex'), place)
  })
  if (places.size === 0) return []
  const rows = await db
    .selectFrom('order_people')
    .innerJoin('orders', 'orders.id', 'order_people.order_id')
    .select(['card_index', 'orders.id', 'created_by', 'product_name', 'status'])
    .select(sql<string | null>`coalesce(cover_start, start_date)`.as('start'))
    .select(sql<string | null>`coalesce(cover_end, end_date)`.as('end'))
    .where(
      'card_index',
      'in',
      [...places.keys()].map((hex) => Buffer.from(hex, 'hex')),
    )
    .where('status', 'in', COVERING)
    // An unpaid order that staff closed covers nobody.
    .where(({ or, eb }) => or([eb('closed_at', 'is', null), eb('status', '<>', 'unpaid')]))
    // The first of an order with a holder is the holder, who is insured only where listed again.
    .where(({ or, eb }) => or([eb('place', '>', 0), eb('holder_name', 'is', null)]))
    .where(sql<boolean>`coalesce(cover_start, start_date) <= ${endDate}`)
    .where(sql<boolean>`coalesce(cover_end, end_date) >= ${startDate}`)
    .$if(own !== undefined, (query) =>
      query.where(({ not, and, eb }) =>
        not(and([eb('created_by', '=', own?.userId ?? ''), eb('idempotency_key', '=', own?.key ?? '')])),
      ),
    )
    .orderBy('orders.id', 'desc')
    .limit(MOST)
    .execute()
  return rows.map((row) => ({ ...row, place: places.get(row.card_index?.toString('hex') ?? '') ?? 0 }))
}

/** The same for staff; another clerk's order has no id. */
export async function findDuplicates(
  deps: Pick<Deps, 'db' | 'vault'>,
  user: User,
  asked: FindDuplicates,
): Promise<Duplicate[]> {
  const all = atLeast(user.role, 'manager')
  return (await overlapping(deps, asked)).map((row) => ({
    place: row.place,
    orderId: all || row.created_by === user.id ? row.id : null,
    productName: row.product_name,
    startDate: row.start,
    endDate: row.end,
    status: row.status,
  }))
}
