import Fastify, { type FastifyInstance, type RouteOptions, LogController } from 'fastify'
import type { Deps } from './deps.ts'
import { registerAttemptRoutes } from './features/attempts/routes.ts'
import { registerAuditRoutes } from './features/audit/routes.ts'
import { registerDisclosureRoutes } from './features/disclosure/routes.ts'
import { registerDevelopers } from './features/developers/routes.ts'
import { registerDeskRoutes } from './features/desk/routes.ts'
import { registerSaleRoutes } from './features/sale/routes.ts'
import { registerDraftRoutes } from './features/drafts/routes.ts'
import { registerHealthRoutes } from './features/health/routes.ts'
import { registerLinkRoutes } from './features/links/routes.ts'
import { registerMemberRoutes } from './features/members/routes.ts'
import { registerAttentionRoutes } from './features/attention/routes.ts'
import { registerEvidenceRoutes } from './features/evidence/routes.ts'
import { registerEventsRoute } from './features/live/routes.ts'
import { registerInvoiceRoutes } from './features/invoices/routes.ts'
import { registerPolicyRoutes } from './features/policies/routes.ts'
import { registerPaymentRoutes } from './features/orders/payment-routes.ts'
import { registerPeopleRoutes } from './features/orders/people-routes.ts'
import { registerSealedRoutes } from './features/orders/sealed-routes.ts'
import { registerOwnOrderRoutes } from './features/own-order/routes.ts'
import { registerOrderRoutes } from './features/orders/routes.ts'
import { registerEmbedPage } from './features/partners/embed-page.ts'
import { registerEmbedRoutes } from './features/partners/embed-routes.ts'
import { registerPartnerApi } from './features/partners/partner-api-routes.ts'
import { registerLicenceFileRoutes } from './features/partners/licence-file.ts'
import { registerPartnerRoutes } from './features/partners/routes.ts'
import { registerNoticeRoutes } from './features/notices/routes.ts'
import { registerPaymentKeyRoutes } from './features/payment-keys/routes.ts'
import { registerDocumentFileRoutes } from './features/products/document-files.ts'
import { registerProductRoutes } from './features/products/routes.ts'
import { registerLogoRoute } from './features/purchase/logo-route.ts'
import { registerPurchaseRoutes } from './features/purchase/routes.ts'
import { registerReconciliationRoutes } from './features/reconciliation/routes.ts'
import { registerFactorRoutes } from './features/session/factor-routes.ts'
import { registerPasskeyRoutes } from './features/session/passkey-routes.ts'
import { registerOwnSessionRoutes } from './features/session/own-sessions-routes.ts'
import { registerSessionRoutes } from './features/session/routes.ts'
import { registerStaffRoutes } from './features/staff/routes.ts'
import { registerAccess } from './http/access.ts'
import { alarmOfAnswers, refuseMismatch } from './http/alarm-of-answers.ts'
import { ARRIVAL_MS, registerDeadline } from './http/deadline.ts'
import { registerDrain } from './http/drain.ts'
import { createPendingSignIns } from './http/factors/pending-sign-ins.ts'
import { registerHeaders } from './http/headers.ts'
import { requestIds } from './http/request-id.ts'
import { registerOpenapi } from './http/openapi.ts'
import { refuseBadAddress, refuseMalformed, registerProblems } from './http/problems.ts'
import { registerSameOrigin } from './http/same-origin.ts'
import { registerSessions } from './http/session.ts'
import { answersBy } from './http/serialization.ts'
import { registerStepUp } from './http/step-up.ts'
import { registerTracing } from './http/trace-requests.ts'
import { registerVisitors } from './http/visitor.ts'
import { validatorCompiler } from './http/validation.ts'
import { createLog, log } from './log.ts'
import { registerInbox } from './notifications/inbox.ts'

type Options = {
  dev?: boolean
  /** Refuses an answer that differs from its schema, as tests do. Otherwise it raises an alarm and is sent. */
  checkAnswers?: boolean
  logger?: boolean | { stream: { write(line: string): void } }
  /** Called for each route as it is registered. */
  onRoute?: (route: RouteOptions) => void
}

/** Builds the portal's HTTP side from explicit parts. Does not listen and starts no job. */
export async function buildApp(
  deps: Deps,
  { dev = false, checkAnswers = dev, logger = true, onRoute }: Options = {},
): Promise<FastifyInstance> {
  const app = Fastify({
    ...(logger && { loggerInstance: typeof logger === 'object' ? createLog(logger.stream) : log }),
    genReqId: requestIds(deps.trustProxy),
    // `true` trusts one proxy hop: trusting all would believe the client's own header.
    trustProxy: deps.trustProxy === true ? (_address: string, hop: number) => hop === 0 : deps.trustProxy,
    // One log line per request, at its end.
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    frameworkErrors: refuseBadAddress(deps.publicUrl),
    clientErrorHandler: refuseMalformed(deps.publicUrl),
    bodyLimit: 1024 * 1024,
    requestTimeout: ARRIVAL_MS,
    forceCloseConnections: 'idle',
  })
  app.setValidatorCompiler(validatorCompiler as never)
  app.setSerializerCompiler(answersBy(checkAnswers ? refuseMismatch : alarmOfAnswers(app.log)) as never)
  if (onRoute) app.addHook('onRoute', onRoute)
  app.addHook('onResponse', (request, reply, next) => {
    const { method, routeOptions, log } = request
    const ms = Math.round(reply.elapsedTime)
    log.info({ method, route: routeOptions.url ?? 'none', status: reply.statusCode, ms }, 'request')
    next()
  })
  registerProblems(app, deps)
  registerTracing(app, deps.tracing)
  registerDeadline(app)
  registerDrain(app, deps.drain)
  registerHeaders(app, deps.publicUrl, dev)
  registerEmbedPage(app, deps)
  registerSameOrigin(app, deps.publicUrl)
  const sessions = await registerSessions(app, deps)
  registerVisitors(app)
  registerAccess(app, deps)
  registerStepUp(app, deps)
  const pending = createPendingSignIns(deps)
  await registerOpenapi(app)

  await app.register(async (routes) => {
    registerHealthRoutes(routes, deps)
    registerSessionRoutes(routes, deps, sessions, pending)
    registerFactorRoutes(routes, deps, sessions, pending)
    registerPasskeyRoutes(routes, deps, sessions, pending)
    registerOwnSessionRoutes(routes, deps, sessions)
    registerStaffRoutes(routes, deps)
    registerMemberRoutes(routes, deps)
    registerProductRoutes(routes, deps)
    await registerDocumentFileRoutes(routes, deps)
    registerDisclosureRoutes(routes, deps)
    registerDraftRoutes(routes, deps)
    registerSaleRoutes(routes, deps)
    registerOrderRoutes(routes, deps)
    registerPolicyRoutes(routes, deps)
    registerInvoiceRoutes(routes, deps)
    registerAttentionRoutes(routes, deps)
    registerEvidenceRoutes(routes, deps)
    registerPeopleRoutes(routes, deps)
    registerSealedRoutes(routes, deps)
    await registerPaymentRoutes(routes, deps)
    registerPaymentKeyRoutes(routes, deps)
    await registerNoticeRoutes(routes, deps)
    await registerPartnerRoutes(routes, deps)
    await registerLicenceFileRoutes(routes, deps)
    registerEmbedRoutes(routes, deps)
    registerPartnerApi(routes, deps)
    registerDevelopers(routes, deps)
    registerReconciliationRoutes(routes, deps)
    registerDeskRoutes(routes, deps)
    registerOwnOrderRoutes(routes, deps)
    registerAuditRoutes(routes, deps)
    registerLinkRoutes(routes, deps)
    registerAttemptRoutes(routes, deps)
    registerPurchaseRoutes(routes, deps)
    registerLogoRoute(routes, deps)
    registerEventsRoute(routes, deps)
  })
  await registerInbox(app, deps)
  return app
}
