import { readOptions } from '../../api/call.ts'
import { listDifferences, readReconciliation } from '../../contract/endpoints/reconciliation.ts'

export const reconciliationQuery = readOptions(readReconciliation, {})
export const differencesQuery = (id: string) => readOptions(listDifferences, { params: { id } })
