import { call } from '../../api/call.ts'
import { listOrderPolicies } from '../../contract/endpoints/orders.ts'
import type { Policy } from '../../contract/policies.ts'
import { countPolicies, listPolicies } from '../../contract/endpoints/policies.ts'

export const policiesList = { list: listPolicies, totals: countPolicies }

/** The policies of many orders, one after another. */
export const policiesOfQuery = (orderIds: readonly string[]) => ({
  queryKey: ['policies-of', orderIds],
  queryFn: async () => {
    const found: Policy[] = []
    for (const id of orderIds) found.push(...(await call(listOrderPolicies, { params: { id } })).items)
    return found
  },
})
