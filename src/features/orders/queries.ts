import { readOptions } from '../../api/call.ts'
import { listCalls, listOrders, readOrderTotals } from '../../contract/endpoints/orders.ts'
import { listStaffNames } from '../../contract/endpoints/staff.ts'
import { listPartnerNames } from '../../contract/endpoints/partners.ts'

export const ordersList = { list: listOrders, totals: readOrderTotals }
export const callsQuery = (orderId: string) => readOptions(listCalls, { params: { id: orderId } })
export const partnerNamesQuery = readOptions(listPartnerNames, {})
export const staffNamesQuery = readOptions(listStaffNames, {})
