import type { FastifyInstance } from 'fastify'
import { AuditList, AuditVerdict } from '../../../src/contract/audit.ts'
import type { Deps } from '../../deps.ts'
import { type Verdict, verifyAudit } from '../../store/audit.ts'
import { ListAudit, listAudit } from './list-audit.ts'

/** The audit log and whether it is whole; an admin's business. */
export function registerAuditRoutes(app: FastifyInstance, deps: Deps): void {
  let running: Promise<Verdict> | undefined

  app.get<{ Querystring: ListAudit }>(
    '/api/audit',
    { config: { access: 'admin' }, schema: { querystring: ListAudit, response: { 200: AuditList } } },
    (request) => listAudit(deps, request.query),
  )

  // Reads every entry: whoever asks meanwhile gets the same answer.
  app.get(
    '/api/audit/verdict',
    { config: { access: 'admin' }, schema: { response: { 200: AuditVerdict } } },
    () => {
      running ??= verifyAudit(deps.vault, deps.db).finally(() => (running = undefined))
      return running
    },
  )
}
