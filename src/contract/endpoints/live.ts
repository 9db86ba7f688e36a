import type { Endpoint } from './endpoint.ts'

export const streamEvents = {
  method: 'GET',
  path: '/api/events',
  summary: 'Stream live events.',
  access: 'clerk',
  visibility: 'public',
  answers: { 200: 'text/event-stream' },
} as const satisfies Endpoint
