import { randomBytes } from 'node:crypto'
import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import type pg from 'pg'
import { uuidv7 } from 'uuidv7'
import type { AmountIs } from '#contract/money.ts'
import type { Role } from '#contract/session.ts'
import { buildApp } from '../app.ts'
import type { Deps } from '../deps.ts'
import { startOrderJobs } from '../orders/jobs.ts'
import { startPartnerJobs } from '../live/send-event.ts'
import { startPurchaseJobs } from '../purchases/abandon-purchases.ts'
import { startDeskJobs } from '../features/desk/fold-days.ts'
import { startWatchingPlatform } from '../features/health/watch-platform.ts'
import { startNoticeJobs } from '../features/notices/make-notices.ts'
import { startReconciliationJobs } from '../features/reconciliation/reconciliation-jobs.ts'
import { makeFirstAdmin } from '../features/staff/first-admin.ts'
import { createGateway } from '../gateway/gateway.ts'
import { createAssets } from '../http/assets.ts'
import { answerBy } from '../http/deadline.ts'
import { visitor } from '../http/visitor.ts'
import { createEgress } from '../http/egress.ts'
import { createMailer } from '../http/mailer.ts'
import { createTimestamps } from '../http/timestamps.ts'
import { robotRule } from '../http/robot-rule.ts'
import { webhookRule } from '../http/webhook-rule.ts'
import { hashPassword } from '../http/passwords.ts'
import { startJobs } from '../jobs/jobs.ts'
import { startLive } from '../live/live.ts'
import { type Sandbox, startSandbox } from '../sandbox/server.ts'
import { SANDBOX_KEYS } from '../sandbox/test-keys.ts'
import type { GatewayKeys } from '../settings.ts'
import { watchStorage } from '../store/storage.ts'
import { openVault } from '../store/vault/vault.ts'
import { testDatabase } from './database.ts'
import { type KnownRoute, routeList } from './routes.ts'

const ORIGIN = 'http://portal.test'
/** A test of a slow authority does not wait for the portal's five seconds. */
const TSA_MS = 2_000
export const ADMIN_PASSWORD = 'admin-password-for-tests'

export type TestPortal = {
  app: FastifyInstance
  deps: Deps
  /** All routes. */
  routes: KnownRoute[]
  sandbox: Sandbox
  databaseConfig: pg.PoolConfig
  /** A request like the portal's own page, signed in as admin unless `as` is given. */
  ask(
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    url: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<LightMyRequestResponse>
  /** Calls the sandbox's control API, below `/sandbox/api`. */
  control<Answer>(method: 'GET' | 'POST' | 'DELETE', path: string, body?: object): Promise<Answer>
  /** Arms the sandbox with a fault for the next call of an interface. */
  fault(interfaceName: string, kind: string, more?: object): Promise<void>
  close(): Promise<void>
}

/** A real portal with its own database and sandbox, listening so that notifications arrive. */
export async function testPortal(
  options: {
    gatewayUrl?: string
    keys?: GatewayKeys
    dataKey?: string
    rateLimit?: number
    callsKept?: number
    amountIs?: AmountIs
    smtpUrl?: string
    tsaUrl?: string
    robotHosts?: string[]
  } = {},
): Promise<TestPortal> {
  const { rateLimit = 10_000 } = options
  const database = await testDatabase()
  const { db, pool, config } = database
  const pace = { issue: 60, surrender: 60, refund: 60, invoice: 60, notify: 10 }
  const sandbox = await startSandbox({
    port: 0,
    dataFile: ':memory:',
    pace,
    rateLimit,
    ...(options.callsKept && { callsKept: options.callsKept }),
  })
  const url = options.gatewayUrl ?? sandbox.url
  const log = { info() {}, warn() {}, error() {} }
  const keys = options.keys ?? SANDBOX_KEYS
  const settings = {
    mode: 'custom',
    url,
    keys,
    version: '1.0',
    listSign: 'java',
    body: 'json',
    ip: null,
    rateLimit,
    statusLabels: {},
    amountIs: options.amountIs ?? 'gross',
    notifyAck: '{"code":"0000","message":"成功","data":null}',
  } as const
  const storage = watchStorage(pool, log)
  const gateway = createGateway({ settings, db, log, answerBy, visitor })
  const assets = createAssets({ gatewayUrl: url, hosts: [] })
  const egress = createEgress(webhookRule(true))
  const robotHosts = options.robotHosts ?? []
  const robots = createEgress(robotRule(robotHosts))
  const mailer = options.smtpUrl ? createMailer(options.smtpUrl) : null
  const timestamps = options.tsaUrl ? createTimestamps(options.tsaUrl, null, TSA_MS) : null
  const live = await startLive(config)
  const jobs = await startJobs(pool, log)
  const deps: Deps = {
    db,
    pool,
    vault: await openVault(db, options.dataKey ?? `k1:${randomBytes(32).toString('base64')}`),
    gateway,
    assets,
    egress,
    robots,
    robotHosts,
    mailer,
    timestamps,
    jobs,
    live,
    storage,
    log,
    tracing: null,
    drain: { begun: false },
    publicUrl: ORIGIN,
    retention: { peopleDays: null, draftDays: 90, notificationDays: 30 },
    trustProxy: false,
    metricsToken: null,
    sandbox: true,
    production: false,
    demoSite: sandbox.url,
    version: '1.0.0',
    memberDefaults: { employeeCode: keys.employeeCode, invitateCode: keys.invitateCode },
    statusLabels: {},
    amountIs: settings.amountIs,
    notifyAck: settings.notifyAck,
    now: () => Date.now(),
  }
  await makeFirstAdmin(deps, ADMIN_PASSWORD)
  const { routes, onRoute } = routeList()
  const app = await buildApp(deps, { logger: false, checkAnswers: true, onRoute })
  // Notifications come over HTTP, so the platform needs a real address.
  await app.listen({ port: 0, host: '127.0.0.1' })
  const address = app.server.address()
  deps.publicUrl = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
  await startOrderJobs(deps)
  await startReconciliationJobs(deps)
  await startPartnerJobs(deps)
  await startPurchaseJobs(deps)
  await startDeskJobs(deps)
  await startNoticeJobs(deps)
  await startWatchingPlatform(deps)

  let cookie = ''
  const ask: TestPortal['ask'] = (method, path, body, headers = {}) =>
    app.inject({
      method,
      url: path,
      headers: { origin: ORIGIN, ...(cookie && { cookie }), ...headers },
      ...(body !== undefined && { payload: body as object }),
    })
  const control: TestPortal['control'] = async <Answer>(method: string, path: string, body?: object) => {
    const answer = await fetch(`http://127.0.0.1:${sandbox.port}/sandbox/api${path}`, {
      method,
      ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    })
    if (!answer.ok) throw new Error(`the sandbox answered ${answer.status} to ${method} ${path}`)
    return (await answer.json()) as Answer
  }
  const signedIn = await ask('POST', '/api/session', { username: 'admin', password: ADMIN_PASSWORD })
  cookie = signedIn.headers['set-cookie']?.toString().split(';')[0] ?? ''

  return {
    app,
    deps,
    routes,
    sandbox,
    databaseConfig: config,
    ask,
    control,
    async fault(interfaceName, kind, more = {}) {
      await control('POST', '/faults', { interface: interfaceName, fault: kind, ...more })
    },
    async close() {
      await app.close()
      await jobs.stop()
      await live.stop()
      storage.stop()
      await gateway.close()
      await assets.close()
      await egress.close()
      await robots.close()
      await mailer?.close()
      await timestamps?.close()
      await sandbox.stop()
      await database.close()
    },
  }
}

/** Creates a member of staff and signs in. Returns the cookie. */
export async function signInAs(portal: TestPortal, role: Role, username: string): Promise<string> {
  const password = 'a long password'
  await portal.deps.db
    .insertInto('users')
    .values({
      id: uuidv7(),
      username,
      role,
      password_hash: await hashPassword(password),
      disabled_at: null,
    })
    .execute()
  const answer = await portal.ask('POST', '/api/session', { username, password }, { cookie: '' })
  return String(answer.headers['set-cookie']).split(';')[0] ?? ''
}
