import { CheckEvidence, Evidence, EvidenceKeys, EvidenceVerdict, Recording, SaleAnnex } from '../evidence.ts'
import { ShowPeople } from '../order-requests.ts'
import type { Endpoint } from './endpoint.ts'

export const readEvidence = {
  method: 'GET',
  path: '/api/orders/:id/evidence',
  summary: 'Read how an order was sold.',
  access: 'manager',
  visibility: 'internal',
  answers: { 200: Evidence },
} as const satisfies Endpoint

export const exportEvidence = {
  method: 'GET',
  path: '/api/orders/:id/evidence/file',
  summary: 'Export the evidence of a sale as one signed file.',
  access: 'manager',
  visibility: 'internal',
  recorded: true,
  answers: { 200: 'application/x-ndjson' },
} as const satisfies Endpoint

export const replayEvidence = {
  method: 'POST',
  path: '/api/orders/:id/evidence/replay',
  summary: 'Read the masked recording of a sale.',
  access: 'manager',
  visibility: 'internal',
  answers: { 200: Recording },
} as const satisfies Endpoint

export const readAnnex = {
  method: 'POST',
  path: '/api/orders/:id/evidence/annex',
  summary: 'Read the annex of a sale, for a reason that is audited.',
  access: 'manager',
  stepUp: 'holders',
  visibility: 'internal',
  body: ShowPeople,
  answers: { 200: SaleAnnex },
} as const satisfies Endpoint

export const checkEvidence = {
  method: 'POST',
  path: '/api/evidence/check',
  summary: 'Check the signature of an exported file by its digest.',
  access: 'manager',
  visibility: 'internal',
  body: CheckEvidence,
  answers: { 200: EvidenceVerdict },
} as const satisfies Endpoint

export const listEvidenceKeys = {
  method: 'GET',
  path: '/api/evidence/keys',
  summary: 'List the public keys that sign exported evidence.',
  access: 'anyone',
  visibility: 'internal',
  answers: { 200: EvidenceKeys },
} as const satisfies Endpoint
