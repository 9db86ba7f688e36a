import { call, readOptions } from '../../api/call.ts'
import { pagesOptions } from '../../api/pages.ts'
import { listIncidents } from '../../contract/endpoints/incidents.ts'
import { readGatewayHealth, readOutage } from '../../contract/endpoints/gateway-health.ts'
import type { Incident } from '../../contract/incidents.ts'

const REFETCH_MS = 2_000
const OUTAGE_MS = 30_000

export const gatewayHealthQuery = {
  ...readOptions(readGatewayHealth, {}),
  refetchInterval: REFETCH_MS,
}

export const outageQuery = { ...readOptions(readOutage, {}), refetchInterval: OUTAGE_MS }

export const incidentsQuery = pagesOptions(listIncidents, {})

/** All of them, for the export. */
export async function allIncidents(): Promise<Incident[]> {
  const all: Incident[] = []
  for (let cursor: string | undefined; ; ) {
    const { items, nextCursor }: { items: Incident[]; nextCursor: string | null } = await call(
      listIncidents,
      {
        query: { cursor },
      },
    )
    all.push(...items)
    if (nextCursor === null) return all
    cursor = nextCursor
  }
}
