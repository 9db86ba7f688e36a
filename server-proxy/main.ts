import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import { buildApp } from './app.ts'
import type { Deps } from './deps.ts'
import { BadSettings, readSettings } from './env.ts'
import { watchSettings } from './features/audit/watch-settings.ts'
import { startDataKeyJobs } from './features/data-keys/data-key-jobs.ts'
import { startOrderJobs } from './orders/jobs.ts'
import { startPartnerJobs } from './live/send-event.ts'
import { startPurchaseJobs } from './purchases/abandon-purchases.ts'
import { startDeskJobs } from './features/desk/fold-days.ts'
import { startWatchingPlatform } from './features/health/watch-platform.ts'
import { startNoticeJobs } from './features/notices/make-notices.ts'
import { startReconciliationJobs } from './features/reconciliation/reconciliation-jobs.ts'
import { makeFirstAdmin } from './features/staff/first-admin.ts'
import { createGateway, type GatewaySettings } from './gateway/gateway.ts'
import { trustAuthorities } from './gateway/outbound.ts'
import { createTracing } from './gateway/tracing.ts'
import { createAssets } from './http/assets.ts'
import { answerBy } from './http/deadline.ts'
import { visitor } from './http/visitor.ts'
import { createEgress } from './http/egress.ts'
import { registerFrontend } from './http/frontend.ts'
import { createMailer } from './http/mailer.ts'
import { createTimestamps } from './http/timestamps.ts'
import { robotRule } from './http/robot-rule.ts'
import { webhookRule } from './http/webhook-rule.ts'
import { startJobs } from './jobs/jobs.ts'
import { flushLog, log } from './log.ts'
import { startLive } from './live/live.ts'
import type { Settings } from './settings.ts'
import { VERSION } from './version.ts'
import { lasting, LastingFault } from './store/lasting-fault.ts'
import { rotateLogs } from './store/rotate-log.ts'
import { watchDatabase } from './store/watch-database.ts'
import { nameOf } from './store/command-database.ts'
import { ensureDataDir } from './store/postgres/data-dir.ts'
import { portalDataKey } from './store/vault/data-key.ts'
import { LIMITS, openDatabase } from './store/database.ts'
import { type Connection, connectTo } from './store/postgres/connect-to.ts'
import { startEmbeddedPostgres } from './store/postgres/embedded-postgres.ts'
import { migrate } from './store/migrate.ts'
import { watchStorage } from './store/storage.ts'
import { tryDatabase } from './store/postgres/try-database.ts'
import { openVault } from './store/vault/vault.ts'

const END_MS = 30_000
/** EX_CONFIG of sysexits.h: starting again does not help. */
const LASTING = 78

/** Clean-up of everything started so far, run in reverse order. */
const undo: (() => Promise<unknown>)[] = []
let ending: Promise<never> | undefined
/** How long a proxy may still send requests after the shutdown began. */
let drainMs = 0

function end(code: number): Promise<never> {
  ending ??= (async () => {
    for (let step = undo.pop(); step; step = undo.pop())
      await step().catch((error: unknown) => log.warn({ err: error }, 'could not be stopped'))
    log.info({ code }, 'end')
    flushLog()
    process.exit(code)
  })()
  return ending
}

async function gatewayOf(settings: Settings): Promise<GatewaySettings> {
  const { gateway } = settings
  if (gateway.url && gateway.keys) return { ...gateway, url: gateway.url, keys: gateway.keys }
  const { ensureSandbox } = await import('./sandbox/spawn.ts')
  const { SANDBOX_KEYS } = await import('./sandbox/test-keys.ts')
  const coming = ensureSandbox(
    settings.sandboxPort,
    join(settings.dataDir, 'sandbox.db'),
    // In a container browsers come from outside; a portal on one address keeps its sandbox to this machine.
    settings.host === '0.0.0.0' ? '0.0.0.0' : '127.0.0.1',
  )
  undo.push(() =>
    coming.then(
      (sandbox) => sandbox.stop(),
      () => {},
    ),
  )
  return { ...gateway, url: (await coming).url, keys: SANDBOX_KEYS }
}

async function start(): Promise<void> {
  const settings = readSettings()
  log.level = settings.logLevel
  const { mode, url } = settings.gateway
  log.info(
    { version: VERSION, node: process.version, gateway: url ?? mode, database: nameOf(settings) },
    'start',
  )
  const { proxy, extraAuthorities } = settings
  if (extraAuthorities) await lasting(Promise.resolve().then(() => trustAuthorities(extraAuthorities)))
  drainMs = settings.drainSeconds * 1000
  const dev = process.argv.includes('--dev')
  // An external database and the real gateway store nothing here.
  if (!settings.databaseUrl || settings.gateway.mode === 'sandbox') {
    await lasting(ensureDataDir(settings.dataDir))
    const logs = rotateLogs(['postgres.log', 'sandbox.log'].map((name) => join(settings.dataDir, name)))
    undo.push(async () => logs.stop())
  }

  const { databaseUrl } = settings
  const connection: Connection = databaseUrl
    ? await lasting(Promise.resolve().then(() => connectTo(databaseUrl)))
    : await embeddedDatabase(settings.dataDir)
  await connection.choose?.()
  // After the database: its lock decides who owns DATA_DIR and its sandbox, which starts in parallel.
  const gatewayReady = gatewayOf(settings)
  // Handled where it is awaited.
  gatewayReady.catch(() => {})

  await lasting(prepare(connection, databaseUrl))
  const { db, pool, close } = openDatabase({ ...connection, ...LIMITS })
  undo.push(close)
  const storage = watchStorage(pool, log)
  undo.push(async () => storage.stop())
  const watch = watchDatabase(connection, pool, log)
  undo.push(() => watch.stop())
  const vault = await lasting(portalDataKey(db, settings).then((key) => openVault(db, key)))
  const live = await startLive(connection)
  undo.push(() => live.stop())
  const gatewaySettings = { ...(await gatewayReady), proxy }
  const tracing = settings.tracing && createTracing(settings.tracing, VERSION, log)
  if (tracing) undo.push(() => tracing.stop())
  const gateway = createGateway({ settings: gatewaySettings, db, log, answerBy, visitor, tracing })
  undo.push(() => gateway.close())
  const assets = createAssets({ gatewayUrl: gatewaySettings.url, hosts: settings.assetHosts, proxy })
  undo.push(() => assets.close())
  const sandbox = settings.gateway.mode === 'sandbox'
  const egress = createEgress(webhookRule(sandbox), { proxy })
  undo.push(() => egress.close())
  const robots = createEgress(robotRule(settings.robotHosts))
  undo.push(() => robots.close())
  const mailer = settings.smtpUrl ? createMailer(settings.smtpUrl) : null
  undo.push(async () => mailer?.close())
  const timestamps = settings.tsaUrl ? createTimestamps(settings.tsaUrl, proxy) : null
  undo.push(async () => timestamps?.close())
  // Jobs stop before what they use.
  const jobs = await startJobs(pool, log)
  undo.push(() => jobs.stop())
  const drain = { begun: false }

  const deps: Deps = {
    db,
    pool,
    vault,
    gateway,
    assets,
    egress,
    robots,
    robotHosts: settings.robotHosts,
    mailer,
    timestamps,
    jobs,
    live,
    storage,
    log,
    tracing,
    drain,
    publicUrl: settings.publicUrl,
    retention: settings.retention,
    trustProxy: settings.trustProxy,
    metricsToken: settings.metricsToken,
    sandbox,
    production: settings.gateway.mode === 'production',
    demoSite: sandbox ? new URL(gatewaySettings.url).origin : null,
    version: VERSION,
    memberDefaults: {
      employeeCode: gatewaySettings.keys.employeeCode,
      invitateCode: gatewaySettings.keys.invitateCode,
    },
    statusLabels: settings.gateway.statusLabels,
    amountIs: settings.gateway.amountIs,
    notifyAck: settings.gateway.notifyAck,
    now: () => Date.now(),
  }
  await watchSettings(deps, settings)
  const madePassword = await makeFirstAdmin(deps, settings.adminPassword)
  if (madePassword) process.stdout.write(`first user: admin, password: ${madePassword} (shown once)\n`)

  const app = await buildApp(deps, { dev })
  await registerFrontend(app, { dev })
  undo.push(async () => {
    drain.begun = true
    log.info({ seconds: settings.drainSeconds }, 'drain')
    if (app.server.listening) await pause(drainMs)
    await app.close()
  })
  await startOrderJobs(deps)
  await startReconciliationJobs(deps)
  await startDeskJobs(deps)
  await startDataKeyJobs(deps)
  await startPartnerJobs(deps)
  await startPurchaseJobs(deps)
  await startNoticeJobs(deps)
  await startWatchingPlatform(deps)
  // Fastify logs its address asynchronously, which would follow the last line.
  const { level } = app.log
  app.log.level = 'warn'
  await app.listen(settings).catch((error: NodeJS.ErrnoException) => {
    const Fault = error.code === 'EACCES' ? LastingFault : Error
    throw new Fault(listenFault(error, settings), { cause: error })
  })
  app.log.level = level
  log.info({ url: settings.publicUrl }, 'ready')
  process.stdout.write(`ready ${settings.publicUrl}\n`)
}

/** Explains why the portal cannot listen. */
function listenFault({ code, message }: NodeJS.ErrnoException, { port, host }: Settings): string {
  if (code === 'EADDRINUSE') return `port ${port} is taken by another program; set PORT`
  if (code === 'EACCES') return `port ${port} is reserved for root; set PORT to 1024 or more`
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return `${host} is not an address of this machine; set HOST`
  return message
}

/** Tries and migrates the database, without the portal's limits: a migration of a large one takes its time. */
async function prepare(connection: Connection, databaseUrl: string | null): Promise<void> {
  const { db, pool, close } = openDatabase({ ...connection, max: 2 })
  try {
    if (databaseUrl) await tryDatabase(pool, databaseUrl)
    await migrate(db)
  } finally {
    await close()
  }
}

async function embeddedDatabase(dataDir: string): Promise<pg.PoolConfig> {
  const server = await startEmbeddedPostgres(dataDir, fail)
  undo.push(() => server.stop())
  return server.connection
}

function fail(error: unknown): void {
  if (ending) return
  const says = error instanceof Error ? error.message : String(error)
  // A person at a terminal reads a sentence better than JSON.
  if (process.stderr.isTTY) process.stderr.write(`${says}\n`)
  else log.fatal({}, says)
  void end(error instanceof BadSettings || error instanceof LastingFault ? LASTING : 1)
}

const started = start().catch(fail)

function stop(): void {
  // Forces the exit when something hangs.
  setTimeout(() => process.exit(1), END_MS + drainMs).unref()
  // A start in progress finishes before it is undone.
  void started.then(() => end(0))
}

// Node's own report quotes the error's message, which can hold personal data.
process.on('uncaughtException', (error) => {
  log.fatal({ err: error }, 'uncaught error')
  flushLog()
  process.exit(1)
})
process.on('SIGTERM', stop)
process.on('SIGINT', stop)
// The parent process is gone, and nothing else could stop this one.
if (process.channel) process.on('disconnect', stop)
