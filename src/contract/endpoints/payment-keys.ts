import * as z from 'zod/mini'
import { NewPaymentKey, PaymentKeyList } from '../payment-keys.ts'
import type { Endpoint } from './endpoint.ts'

export const listPaymentKeys = {
  method: 'GET',
  path: '/api/payment-keys',
  summary: 'List the keys of the distributor’s payment system.',
  access: 'admin',
  visibility: 'internal',
  answers: { 200: PaymentKeyList },
} as const satisfies Endpoint

export const addPaymentKey = {
  method: 'POST',
  path: '/api/payment-keys',
  summary: 'Create a payment key. Only this answer contains its secret.',
  access: 'admin',
  stepUp: 'holders',
  visibility: 'internal',
  answers: { 201: NewPaymentKey },
} as const satisfies Endpoint

export const revokePaymentKey = {
  method: 'DELETE',
  path: '/api/payment-keys/:id',
  summary: 'Revoke a payment key.',
  access: 'admin',
  stepUp: 'holders',
  visibility: 'internal',
  params: z.object({ id: z.uuid() }),
  answers: { 204: null },
} as const satisfies Endpoint
