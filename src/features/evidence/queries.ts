import { readOptions } from '../../api/call.ts'
import { readEvidence } from '../../contract/endpoints/evidence.ts'

export const evidenceQuery = (id: string) => readOptions(readEvidence, { params: { id } })
