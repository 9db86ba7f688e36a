import { readOptions } from '../../api/call.ts'
import { readOwnFactors } from '../../contract/endpoints/factors.ts'
import { listSessions } from '../../contract/endpoints/session.ts'

export const sessionsQuery = readOptions(listSessions, {})
export const ownFactorsQuery = readOptions(readOwnFactors, {})
