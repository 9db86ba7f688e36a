import * as z from 'zod/mini'
import { Batch, PlaceBatch } from '../batches.ts'
import { CopiedOrder, CopyOrder, DuplicateList, FindDuplicates } from '../copies.ts'
import type { Endpoint } from './endpoint.ts'

const params = z.object({ id: z.uuid() })

export const copyOrder = {
  method: 'POST',
  path: '/api/orders/:id/copy',
  summary: 'Begin a draft with the product and the people or the dates of an order.',
  access: 'clerk',
  visibility: 'internal',
  body: CopyOrder,
  answers: { 201: CopiedOrder },
} as const satisfies Endpoint

export const findDuplicates = {
  method: 'POST',
  path: '/api/duplicates',
  summary: 'Find people who are insured here already on overlapping days.',
  access: 'clerk',
  visibility: 'internal',
  body: FindDuplicates,
  answers: { 200: DuplicateList },
} as const satisfies Endpoint

export const placeBatch = {
  method: 'POST',
  path: '/api/batches',
  summary: 'Place a sale with more people than an order may have, as several orders.',
  access: 'clerk',
  visibility: 'internal',
  body: PlaceBatch,
  answers: { 202: Batch },
} as const satisfies Endpoint

export const readBatch = {
  method: 'GET',
  path: '/api/batches/:id',
  summary: 'Read the orders of a split sale.',
  access: 'clerk',
  visibility: 'internal',
  params,
  answers: { 200: Batch },
} as const satisfies Endpoint

export const retryBatch = {
  method: 'POST',
  path: '/api/batches/:id/retry',
  summary: 'Send the rejected parts of a split sale again.',
  access: 'clerk',
  visibility: 'internal',
  params,
  answers: { 202: Batch },
} as const satisfies Endpoint
