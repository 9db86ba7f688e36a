import { AuditList, AuditVerdict, ListAudit } from '../audit.ts'
import type { Endpoint } from './endpoint.ts'

export const listAudit = {
  method: 'GET',
  path: '/api/audit',
  summary: 'List audit log entries, newest first.',
  access: 'admin',
  visibility: 'internal',
  query: ListAudit,
  answers: { 200: AuditList },
} as const satisfies Endpoint

export const verifyAudit = {
  method: 'GET',
  path: '/api/audit/verdict',
  summary: 'Verify the hash chain of the audit log.',
  access: 'admin',
  visibility: 'internal',
  answers: { 200: AuditVerdict },
} as const satisfies Endpoint
