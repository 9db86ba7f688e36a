import { STEP_UP_ROWS } from '#contract/factors.ts'
import type { ExportRow } from '#contract/orders.ts'
import type { User } from '#contract/session.ts'
import type { Deps } from '../../deps.ts'
import { maskCardNo, maskMobile } from '../../http/mask.ts'
import { audit } from '../../store/audit.ts'
import { readable } from '../../store/readable.ts'
import { isSealed, openReasons, SUMMARY_COLUMNS, summaryOf } from '../../orders/order-summary.ts'
import { openNote } from '../../purchases/sale-note.ts'
import { peopleOn } from '../../orders/people-on.ts'
import type { ListOrders } from '#contract/lists.ts'
import { cursorAfter, orderPage, selectOrders } from '../../orders/select-orders.ts'

const ROWS = 500

/** Whether more orders match than one may export without a fresh proof. On every page, because a cursor can be used alone. */
export async function isManyOrders(deps: Deps, user: User, query: ListOrders): Promise<boolean> {
  const beyond = await selectOrders(deps, user, query)
    .select('orders.id')
    .offset(STEP_UP_ROWS)
    .limit(1)
    .executeTakeFirst()
  return beyond !== undefined
}

/** The next 500 rows of an export; documents and mobiles masked. */
export async function exportOrders(
  deps: Deps,
  user: User,
  query: ListOrders,
): Promise<{ items: ExportRow[]; nextCursor: string | null }> {
  const rows = await orderPage(deps, selectOrders(deps, user, query), query)
    .innerJoin('users', 'users.id', 'orders.created_by')
    .leftJoin('members', 'members.member_id', 'orders.member_id')
    .select(SUMMARY_COLUMNS)
    .select(['orders.note_sealed', 'orders.insurer_name', 'orders.people_sealed', 'orders.platform_sealed'])
    .select([openReasons, isSealed])
    .select(({ selectFrom }) =>
      selectFrom('policies')
        .select(({ fn }) => fn.agg<string[]>('array_agg', ['policy_code']).as('codes'))
        .whereRef('policies.order_id', '=', 'orders.id')
        .where('gone_at', 'is', null)
        .as('codes'),
    )
    .limit(ROWS + 1)
    .execute()
  const last = rows.length > ROWS ? rows[ROWS - 1] : undefined
  // Audits every page, because a cursor can be used alone. Names the filters without their values.
  await audit(deps.vault, deps.db, {
    actor: user.username,
    act: 'orders-exported',
    detail: {
      filters: Object.keys(query).filter((name) => name !== 'limit'),
      rows: Math.min(rows.length, ROWS),
    },
  })
  return {
    items: rows.slice(0, ROWS).map((row): ExportRow => {
      const people = readable(deps.log, { table: 'orders', row: row.id }, () => peopleOn(deps.vault, row))
      const { holder, insured } = people ?? { holder: null, insured: [] }
      return {
        ...summaryOf(deps, row),
        note: readable(deps.log, { table: 'orders', row: row.id }, () => openNote(deps.vault, 'orders', row)),
        insurerName: row.insurer_name,
        holderCardNo: holder?.cardNo ? maskCardNo(holder.cardNo) : null,
        holderMobile: holder?.mobile ? maskMobile(holder.mobile) : null,
        insuredNames: insured.flatMap(({ name }) => name ?? []),
        policyCodes: row.codes ?? [],
        unreadable: people === null,
      }
    }),
    nextCursor: last ? cursorAfter(deps, last, query) : null,
  }
}
