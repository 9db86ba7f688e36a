import type { Platform } from '../platform.ts'
import type { Member, Order } from '../store/records.ts'
import { Refused } from '../wire/refused.ts'

export function checkDistributor({ distrCode }: Platform, body: { distrCode: string }): void {
  if (body.distrCode !== distrCode) throw new Refused('9999', '分销商编号不存在')
}

export function knownMember({ store }: Platform, { memberId }: { memberId: string }): Member {
  const member = store.member('member_id', memberId)
  if (!member) throw new Refused('9999', '会员号不存在')
  return member
}

/** A confirmed order of this member; a foreign or unconfirmed one is not found. */
export function ownOrder(
  order: Order | null,
  { memberId }: { memberId: string },
): Order & { orderCode: string } {
  if (!order?.orderCode || order.memberId !== memberId) throw new Refused('1000')
  return { ...order, orderCode: order.orderCode }
}
