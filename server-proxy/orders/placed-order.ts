import type { PlacedOrder } from '#contract/place-order.ts'
import type { Deps } from '../deps.ts'
import { asksPayer } from './payer.ts'

/** The order as its placing answers; without the cashier's address until staff say who pays. */
export async function placedOrder(deps: Deps, orderId: string): Promise<PlacedOrder> {
  const row = await deps.db
    .selectFrom('orders')
    .select([
      'id',
      'status',
      'out_serial_no',
      'temp_order_code',
      'cashier_url',
      'channel',
      'pay_type',
      'payer',
    ])
    .where('id', '=', orderId)
    .executeTakeFirstOrThrow()
  const asks = row.status === 'unpaid' && row.cashier_url !== null && asksPayer(deps, row)
  return {
    id: row.id,
    status: row.status,
    outSerialNo: row.out_serial_no,
    tempOrderCode: row.temp_order_code,
    cashierUrl: asks ? null : row.cashier_url,
    ...(asks && { asksPayer: true }),
  }
}
