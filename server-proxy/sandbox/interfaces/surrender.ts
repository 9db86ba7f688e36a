import { surrender } from '../business/lifecycle.ts'
import type { Platform } from '../platform.ts'
import { Refused } from '../wire/refused.ts'
import { checkDistributor, knownMember, ownOrder } from './own.ts'

/** §7.9: all named policies or none. */
export function surrenderByPolicyCode(
  platform: Platform,
  body: { policyCodes: string[]; distrCode: string; memberId: string },
): null {
  checkDistributor(platform, body)
  knownMember(platform, body)
  const byOrder = Map.groupBy(new Set(body.policyCodes), (code) => {
    const order = ownOrder(platform.store.orderOfPolicy(code), body)
    return order.tempOrderCode
  })
  for (const [tempOrderCode, codes] of byOrder) {
    const order = platform.store.order('temp_order_code', tempOrderCode)
    if (!order || !surrender(platform, order, codes)) throw new Refused('4001')
  }
  return null
}

/** §7.10: everything in force on an order. */
export function surrenderByOrderCode(
  platform: Platform,
  body: { orderCode: string; distrCode: string; memberId: string },
): null {
  checkDistributor(platform, body)
  knownMember(platform, body)
  const order = ownOrder(platform.store.order('order_code', body.orderCode), body)
  if (!surrender(platform, order, null)) throw new Refused('4001')
  return null
}
