import { Order } from '../orders.ts'
import { AskOpening, SealedRecord } from '../sealed-orders.ts'
import type { Endpoint } from './endpoint.ts'

export const askOpening = {
  method: 'POST',
  path: '/api/orders/:id/openings',
  summary: 'Ask to open a sealed order on a legal ground.',
  access: 'admin',
  stepUp: 'holders',
  visibility: 'internal',
  body: AskOpening,
  answers: { 200: Order },
} as const satisfies Endpoint

export const approveOpening = {
  method: 'POST',
  path: '/api/orders/:id/openings/:opening/approve',
  summary: 'Approve what another administrator asked: the two see the sealed order for a day.',
  access: 'admin',
  stepUp: 'holders',
  visibility: 'internal',
  answers: { 200: Order },
} as const satisfies Endpoint

export const endOpening = {
  method: 'POST',
  path: '/api/orders/:id/openings/:opening/end',
  summary: 'Withdraw or refuse a request, or close the sealed order again.',
  access: 'admin',
  visibility: 'internal',
  answers: { 200: Order },
} as const satisfies Endpoint

export const readSealed = {
  method: 'POST',
  path: '/api/orders/:id/sealed',
  summary: 'Read a sealed order, as one of the two administrators of its opening; audited.',
  access: 'admin',
  stepUp: 'holders',
  visibility: 'internal',
  answers: { 200: SealedRecord },
} as const satisfies Endpoint
