import * as z from 'zod/mini'
import { DifferenceList, Reconciliation, StartReconciliation } from '../reconciliation.ts'
import type { Endpoint } from './endpoint.ts'

export const readReconciliation = {
  method: 'GET',
  path: '/api/reconciliation',
  summary: 'Read what reconciliation waits for and its past comparisons.',
  access: 'admin',
  visibility: 'internal',
  answers: { 200: Reconciliation },
} as const satisfies Endpoint

export const startReconciliation = {
  method: 'POST',
  path: '/api/reconciliation',
  summary: 'Start a comparison, or pull every order in flight now.',
  access: 'admin',
  visibility: 'internal',
  body: StartReconciliation,
  answers: { 202: Reconciliation },
} as const satisfies Endpoint

export const listDifferences = {
  method: 'GET',
  path: '/api/reconciliation/:id/differences',
  summary: 'List what one comparison found.',
  access: 'admin',
  visibility: 'internal',
  params: z.object({ id: z.uuid() }),
  answers: { 200: DifferenceList },
} as const satisfies Endpoint
