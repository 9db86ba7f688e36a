import type { FastifyInstance } from 'fastify'
import * as endpoints from '#contract/endpoints/audit.ts'
import type { Deps } from '../../deps.ts'
import { route } from '../../http/route.ts'
import { type Verdict, verifyAudit } from '../../store/audit.ts'
import { listAudit } from './list-audit.ts'

export function registerAuditRoutes(app: FastifyInstance, deps: Deps): void {
  let running: Promise<Verdict> | undefined

  route(app, endpoints.listAudit, (request) => listAudit(deps, request.query))

  // Verification reads every entry, so concurrent callers share one run.
  route(app, endpoints.verifyAudit, () => {
    running ??= verifyAudit(deps.vault, deps.db).finally(() => (running = undefined))
    return running
  })
}
