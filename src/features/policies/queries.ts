import { countPolicies, listPolicies } from '../../contract/endpoints/policies.ts'

export const policiesList = { list: listPolicies, totals: countPolicies }
