import { readOptions } from '../../api/call.ts'
import { readGatewayHealth, readOutage } from '../../contract/endpoints/gateway-health.ts'

const REFETCH_MS = 2_000
const OUTAGE_MS = 30_000

export const gatewayHealthQuery = {
  ...readOptions(readGatewayHealth, {}),
  refetchInterval: REFETCH_MS,
}

export const outageQuery = { ...readOptions(readOutage, {}), refetchInterval: OUTAGE_MS }
