import { GatewayHealth } from '../gateway-health.ts'
import { OutageAnswer } from '../outage.ts'
import type { Endpoint } from './endpoint.ts'

export const readGatewayHealth = {
  method: 'GET',
  path: '/api/gateway-health',
  summary: 'Read the health of the connection to the platform.',
  access: 'admin',
  visibility: 'internal',
  answers: { 200: GatewayHealth },
} as const satisfies Endpoint

export const readOutage = {
  method: 'GET',
  path: '/api/outage',
  summary: 'Read whether the platform can be used.',
  access: 'clerk',
  visibility: 'internal',
  answers: { 200: OutageAnswer },
} as const satisfies Endpoint
