import { call } from '../../api/call.ts'
import { ProblemError, UNREADABLE } from '../../api/request.ts'
import { confirmPayment } from '../../contract/endpoints/orders.ts'
import type { ConfirmPayment } from '../../contract/order-requests.ts'
import type { Order } from '../../contract/orders.ts'

/** Confirms a credit payment as staff, who receive the full order. The payment system receives less. */
export async function confirmAsStaff(id: string, body: ConfirmPayment): Promise<Order> {
  const answer = await call(confirmPayment, { params: { id }, body })
  if (!('paymentSent' in answer)) throw new ProblemError(UNREADABLE)
  return answer
}
