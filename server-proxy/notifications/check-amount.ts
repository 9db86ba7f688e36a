import type { Transaction } from 'kysely'
import type { OrderDetail } from '../gateway/types.ts'
import type { Database, OrderRow } from '../store/schema.ts'
import { dropAttention, raiseAttention } from './attention.ts'

/** 7.4 carries no plan: an amount below the chosen plan's lowest price shows that another one was confirmed. */
export async function checkAmount(
  transaction: Transaction<Database>,
  row: OrderRow,
  { orderTotalAmt, insuredInfoList }: OrderDetail,
): Promise<void> {
  if (orderTotalAmt === null || orderTotalAmt === row.amount || !row.plan_code) return
  const product = await transaction
    .selectFrom('products')
    .select('plans')
    .where('product_code', '=', row.product_code)
    .executeTakeFirst()
  const price = product?.plans.find(({ planCode }) => planCode === row.plan_code)?.minPrice ?? null
  if (price !== null && orderTotalAmt < price * insuredInfoList.length)
    await raiseAttention(transaction, row.id, 'amount-differs')
  else await dropAttention(transaction, row.id, 'amount-differs')
}
