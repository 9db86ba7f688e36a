import { readOptions } from '../../api/call.ts'
import { readGatewayHealth } from '../../contract/endpoints/gateway-health.ts'

const REFETCH_MS = 2_000

export const gatewayHealthQuery = {
  ...readOptions(readGatewayHealth, {}),
  refetchInterval: REFETCH_MS,
}
