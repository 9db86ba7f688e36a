import { IncidentList, ListIncidents } from '../incidents.ts'
import type { Endpoint } from './endpoint.ts'

export const listIncidents = {
  method: 'GET',
  path: '/api/incidents',
  summary: 'List the times during which the sales channel was down, newest first.',
  access: 'manager',
  visibility: 'internal',
  query: ListIncidents,
  answers: { 200: IncidentList },
} as const satisfies Endpoint
