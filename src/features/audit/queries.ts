import { pagesOptions } from '../../api/pages.ts'
import { readOptions } from '../../api/call.ts'
import { listAudit, verifyAudit } from '../../contract/endpoints/audit.ts'
import type { Query } from '../../contract/endpoints/endpoint.ts'

export const auditQuery = (query: Query) => pagesOptions(listAudit, { query })

/** The check reads the whole log, so it runs again only on demand. */
export const verdictQuery = {
  ...readOptions(verifyAudit, {}),
  staleTime: 60_000,
  refetchOnWindowFocus: false,
}
