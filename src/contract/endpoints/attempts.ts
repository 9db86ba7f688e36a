import * as z from 'zod/mini'
import { AttemptList } from '../attempts.ts'
import type { Endpoint } from './endpoint.ts'

export const findAttempt = {
  method: 'GET',
  path: '/api/attempts/:number',
  summary: 'Find a customer’s attempt to buy by its support number. Clerks find their own.',
  access: 'clerk',
  visibility: 'internal',
  params: z.object({ number: z.string().check(z.maxLength(32)) }),
  answers: { 200: AttemptList },
} as const satisfies Endpoint
