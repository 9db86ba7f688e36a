import { sql } from 'kysely'
import { moneyOf } from '#contract/money.ts'
import type { InvoiceSummaryList } from '#contract/invoices.ts'
import type { Count } from '#contract/orders.ts'
import type { ListInvoices } from '#contract/lists.ts'
import { atLeast, type User } from '#contract/session.ts'
import type { Deps } from '../../deps.ts'
import { openCursor, signCursor } from '../../http/cursor.ts'
import { ordersFound } from '../../orders/select-orders.ts'

function selectInvoices({ db, vault }: Deps, user: User, query: ListInvoices) {
  let select = db.selectFrom('orders').where('invoice_state', 'is not', null)
  if (!atLeast(user.role, 'manager')) select = select.where('orders.created_by', '=', user.id)
  if (query.state) select = select.where('invoice_state', '=', query.state)
  if (query.memberId) select = select.where('orders.member_id', '=', query.memberId)
  if (query.productCode) select = select.where('orders.product_code', '=', query.productCode)
  if (query.by)
    select = select.where('orders.created_by', 'in', (eb) =>
      eb
        .selectFrom('users')
        .select('users.id')
        .where('username', '=', query.by ?? ''),
    )
  if (query.q) select = select.where('orders.id', 'in', ordersFound({ db, vault }, query.q))
  return select
}

/** One page, the newest orders first. */
export async function listAllInvoices(
  deps: Deps,
  user: User,
  query: ListInvoices,
): Promise<InvoiceSummaryList> {
  const limit = Number(query.limit ?? 20)
  let page = selectInvoices(deps, user, query)
  if (query.cursor !== undefined)
    page = page.where('orders.id', '<', openCursor(deps, 'invoices', query.cursor))
  const rows = await page
    .select([
      'orders.id',
      'order_code',
      'product_name',
      'holder_name',
      'amount',
      'reduction',
      'invoice_state',
      'invoice_type',
      'invoice_title',
      'invoice_requested_at',
    ])
    .select(({ selectFrom }) =>
      selectFrom('invoice_files')
        .select(({ fn }) => fn.countAll<number>().as('files'))
        .whereRef('invoice_files.order_id', '=', 'orders.id')
        .as('files'),
    )
    .orderBy('orders.id', 'desc')
    .limit(limit + 1)
    .execute()
  const last = rows.length > limit ? rows[limit - 1] : undefined
  return {
    items: rows.slice(0, limit).flatMap((row) => {
      // Not null by the query, which the type does not express.
      if (!row.invoice_state) return []
      return {
        orderId: row.id,
        orderCode: row.order_code,
        productName: row.product_name,
        holderName: row.holder_name,
        ...moneyOf(deps.amountIs, row),
        state: row.invoice_state,
        invoiceType: row.invoice_type,
        invoiceTitle: row.invoice_title,
        requestedAt: row.invoice_requested_at?.toISOString() ?? null,
        files: row.files ?? 0,
      }
    }),
    nextCursor: last ? signCursor(deps, 'invoices', last.id) : null,
  }
}

/** Counting stops here, so its cost does not grow with the data. */
const MAX_COUNTED = 10_000

export async function countInvoices(deps: Deps, user: User, query: ListInvoices): Promise<Count> {
  const counted = selectInvoices(deps, user, query)
    .select(sql`1`.as('one'))
    .limit(MAX_COUNTED + 1)
    .as('counted')
  const { count } = await deps.db
    .selectFrom(counted)
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return { count: Math.min(count, MAX_COUNTED), more: count > MAX_COUNTED }
}
