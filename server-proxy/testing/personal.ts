import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Order } from '#contract/orders.ts'
import type { PlacedOrder } from '#contract/place-order.ts'
import { SEALED_COLUMNS } from '../store/vault/sealed-places.ts'
import type { TestPortal } from './portal.ts'
import { LI_LEI, STRASSE } from './people.ts'
import { payAsCustomer, preparedOrder, until } from './sale.ts'

/** Matches everything in `issuedWithPeople` that identifies a person. */
export const PERSONAL = new RegExp(
  [LI_LEI.name, LI_LEI.cardNo, LI_LEI.mobile, STRASSE.name, STRASSE.cardNo].join('|'),
  'i',
)

/** Creates an issued order with a draft, an own link and an invoice, all of which name its people. */
export async function issuedWithPeople(portal: TestPortal, draftId: string = randomUUID()): Promise<string> {
  const body = await preparedOrder(portal)
  await portal.ask('PUT', `/api/drafts/${draftId}`, { content: { holder: body.holder } })
  const placed = await portal.ask('POST', '/api/orders', body, { 'idempotency-key': draftId })
  const { id, cashierUrl } = placed.json<PlacedOrder>()
  await payAsCustomer(cashierUrl ?? '')
  await until(
    async () => (await portal.ask('GET', `/api/orders/${id}`)).json<Order>(),
    (order) => order.status === 'issued' && order.platform?.holder?.name === '李雷',
  )
  await portal.ask('POST', `/api/orders/${id}/own-link`, {})
  await portal.ask('POST', `/api/orders/${id}/invoice`, { invoiceType: 'person', invoiceTitle: '李雷' })
  return id
}

/** Every row of every table about an order, with sealed values opened; not the record of a sealed order. */
export async function everythingAbout(portal: TestPortal, id: string): Promise<string> {
  const { db, vault } = portal.deps
  const tables = await sql<{ name: string }>`
    select table_name as name from information_schema.columns
    where table_schema = 'public' and table_name <> 'sealed_orders' and (column_name = 'order_id' or (table_name = 'orders' and column_name = 'id'))`.execute(
    db,
  )
  const found: string[] = []
  for (const { name } of tables.rows) {
    const column = name === 'orders' ? 'id' : 'order_id'
    const { rows } = await sql<Record<string, unknown>>`
      select * from ${sql.table(name)} where ${sql.ref(column)} = ${id}`.execute(db)
    for (const row of rows) {
      found.push(JSON.stringify(row))
      for (const one of SEALED_COLUMNS.filter(({ table }) => table === name)) {
        const sealed = row[one.column]
        if (Buffer.isBuffer(sealed))
          found.push(vault.open({ table: name, column: one.place, row: String(row[one.row]) }, sealed))
      }
    }
  }
  return found.map((text) => text + Buffer.from(text, 'base64').toString('utf8')).join('\n')
}
