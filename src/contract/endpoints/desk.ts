import { Desk, Period } from '../desk.ts'
import type { Endpoint } from './endpoint.ts'

export const readDesk = {
  method: 'GET',
  path: '/api/desk',
  summary: 'Read the figures of a period. Clerks see their own sales.',
  access: 'clerk',
  visibility: 'internal',
  query: Period,
  answers: { 200: Desk },
} as const satisfies Endpoint
