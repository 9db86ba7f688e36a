import { keyOf, readOptions } from '../../api/call.ts'
import { COUNTED } from '../../contract/desk.ts'
import { listLinks } from '../../contract/endpoints/links.ts'
import { readMember } from '../../contract/endpoints/members.ts'
import { listOrders, readOrderTotals } from '../../contract/endpoints/orders.ts'
import type { MemberDetail } from '../../contract/members.ts'

export const SHOWN = 10

export const memberQuery = (memberId: string) => readOptions(readMember, { params: { memberId } })
export const memberKey = ({ memberId }: Pick<MemberDetail, 'memberId'>) =>
  keyOf(readMember, { params: { memberId } })
export const memberOrdersQuery = (memberId: string) =>
  readOptions(listOrders, { query: { memberId, limit: SHOWN } })
export const memberLinksQuery = (memberId: string) => readOptions(listLinks, { query: { memberId } })
export const memberTotalsQuery = (memberId: string) => readOptions(readOrderTotals, { query: { memberId } })
export const memberIssuedQuery = (memberId: string) =>
  readOptions(readOrderTotals, { query: { memberId, status: COUNTED.issued.join(',') } })
