import { isOpen, payable, payOrder } from '../business/lifecycle.ts'
import type { Platform } from '../platform.ts'
import { Refused } from '../wire/refused.ts'
import { checkDistributor, knownMember, ownOrder } from './own.ts'

/** §7.7: 2 deducts the credit and issues, -1 fails, 1 changes nothing; idempotent. */
export function outNotify(
  platform: Platform,
  body: { tempOrderCode: string; distrCode: string; memberId: string; txnStatus: 1 | 2 | -1 },
): null {
  const { store } = platform
  checkDistributor(platform, body)
  const member = knownMember(platform, body)
  const order = ownOrder(store.order('temp_order_code', body.tempOrderCode), body)
  if (order.payType !== 1) throw new Refused('9999', '非授信支付订单')
  if (!isOpen(order)) {
    if (body.txnStatus !== 2 || order.payMethod !== 'credit')
      throw new Refused('9999', '订单状态不允许变更支付结果')
    return null
  }
  if (body.txnStatus === -1) store.saveOrder({ ...order, state: 'payment-failed' })
  if (body.txnStatus === 2) {
    if (member.credit < payable(order)) throw new Refused('9999', '授信余额不足')
    store.saveMember({ ...member, credit: member.credit - payable(order) })
    payOrder(platform, order, 'credit')
  }
  return null
}
