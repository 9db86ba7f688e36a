import { sql } from 'kysely'
import type { DeskParties, PartyKind, Period } from '#contract/desk.ts'
import type { OrderStatus } from '#contract/place-order.ts'
import { atLeast, type User } from '#contract/session.ts'
import type { Deps } from '../../deps.ts'
import { figuresOf } from './figures.ts'

type Row = { party: string; status: OrderStatus; orders: number; amount: number; reduction: number }

/** A period's figures by clerk, member or partner, highest premium first: what their lists of orders add up to. */
export async function readParties(
  deps: Deps,
  user: User,
  { by, ...period }: Period & { by: PartyKind },
): Promise<DeskParties> {
  const seller = atLeast(user.role, 'manager') ? null : user.id
  const rows = await (by === 'clerk' ? clerks(deps, seller, period) : parties(deps, seller, by, period))
  const names = await namesOf(deps, by, [...new Set(rows.map(({ party }) => party))])
  const byParty = Map.groupBy(rows, ({ party }) => party)
  const items = [...byParty]
    .map(([id, sums]) => ({ id, ...(names.get(id) ?? { name: id, filter: id }), ...figuresOf(deps, sums) }))
    .filter(({ ordered }) => ordered > 0)
    .toSorted((a, b) => b.premium - a.premium || b.ordered - a.ordered)
  return { items, nextCursor: null }
}

const SUMS = [
  sql<number>`sum(orders)::int`.as('orders'),
  sql<number>`sum(amount)::bigint`.as('amount'),
  sql<number>`sum(reduction)::bigint`.as('reduction'),
] as const

function clerks({ db }: Deps, seller: string | null, { from, to }: Period): Promise<Row[]> {
  return db
    .selectFrom('order_days')
    .select(['created_by as party', 'status', ...SUMS])
    .where('day', '>=', from)
    .where('day', '<=', to)
    .$if(seller !== null, (query) => query.where('created_by', '=', seller))
    .groupBy(['created_by', 'status'])
    .execute()
}

function parties(
  { db }: Deps,
  seller: string | null,
  kind: 'member' | 'partner',
  { from, to }: Period,
): Promise<Row[]> {
  return db
    .selectFrom('order_day_parties')
    .select(['party', 'status', ...SUMS])
    .where('kind', '=', kind)
    .where('day', '>=', from)
    .where('day', '<=', to)
    .$if(seller !== null, (query) => query.where('created_by', '=', seller))
    .groupBy(['party', 'status'])
    .execute()
}

/** `filter`: the value that selects these orders in the list of orders. */
async function namesOf({ db }: Deps, by: PartyKind, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, { name: string; filter: string }>()
  const rows =
    by === 'clerk'
      ? await db.selectFrom('users').select(['id', 'username as name']).where('id', 'in', ids).execute()
      : by === 'member'
        ? await db
            .selectFrom('members')
            .select(['member_id as id', 'company as name'])
            .where('member_id', 'in', ids)
            .execute()
        : await db.selectFrom('partners').select(['id', 'name']).where('id', 'in', ids).execute()
  return new Map(rows.map(({ id, name }) => [id, { name, filter: by === 'clerk' ? name : id }]))
}
