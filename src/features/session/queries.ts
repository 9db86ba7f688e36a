import { readOptions } from '../../api/call.ts'
import { listSessions } from '../../contract/endpoints/session.ts'

export const sessionsQuery = readOptions(listSessions, {})
