import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { buildApp } from './app.ts'
import type { Deps } from './deps.ts'
import { BadSettings, readSettings } from './env.ts'
import { startOrderJobs } from './features/orders/order-jobs.ts'
import { makeFirstAdmin } from './features/users/first-admin.ts'
import { createGateway, type GatewaySettings } from './gateway/gateway.ts'
import { createAssets } from './http/assets.ts'
import { registerFrontend } from './http/frontend.ts'
import { startJobs } from './jobs/jobs.ts'
import { startLive } from './notifications/live.ts'
import type { Settings } from './settings.ts'
import { openDatabase } from './store/database.ts'
import { startEmbeddedPostgres } from './store/embedded-postgres.ts'
import { migrate } from './store/migrate.ts'
import { openVault } from './store/vault.ts'

const log: Deps['log'] = {
  info: (details, message) => write('info', details, message),
  warn: (details, message) => write('warn', details, message),
  error: (details, message) => write('error', details, message),
}

function write(level: string, details: object, message: string): void {
  process.stderr.write(`${JSON.stringify({ level, time: new Date().toISOString(), message, ...details })}\n`)
}

/** Undone in reverse order at the end, however far the start came. */
const undo: (() => Promise<unknown>)[] = []
let ending: Promise<never> | undefined

function end(code: number): Promise<never> {
  ending ??= (async () => {
    // Whatever hangs, the end comes.
    setTimeout(() => process.exit(code || 1), 20_000).unref()
    for (const step of undo.toReversed()) await step().catch(() => {})
    process.exit(code)
  })()
  return ending
}

process.on('SIGTERM', () => void end(0))
process.on('SIGINT', () => void end(0))

/** The data key in force: the setting, or one made once and kept beside the embedded database. */
async function dataKeyOf({ dataKey, dataDir }: Settings): Promise<string> {
  if (dataKey) return dataKey
  const file = join(dataDir, 'data-key')
  if (!existsSync(file))
    await writeFile(file, `k1:${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flag: 'wx' }).catch(
      (error: NodeJS.ErrnoException) => {
        if (error.code !== 'EEXIST') throw error
      },
    )
  return readFileSync(file, 'utf8').trim()
}

async function gatewayOf(settings: Settings): Promise<GatewaySettings> {
  const { gateway } = settings
  if (gateway.url && gateway.keys) return { ...gateway, url: gateway.url, keys: gateway.keys }
  const { ensureSandbox } = await import('./sandbox/spawn.ts')
  const { SANDBOX_KEYS } = await import('./sandbox/test-keys.ts')
  const sandbox = await ensureSandbox(settings.sandboxPort, join(settings.dataDir, 'sandbox.db'))
  undo.push(() => sandbox.stop())
  return { ...gateway, url: sandbox.url, keys: SANDBOX_KEYS }
}

async function start(): Promise<void> {
  const settings = readSettings(process.env, process.cwd())
  const dev = process.argv.includes('--dev')
  await mkdir(settings.dataDir, { recursive: true })

  let connection:
    | { connectionString: string }
    | Awaited<ReturnType<typeof startEmbeddedPostgres>>['connection']
  if (settings.databaseUrl) connection = { connectionString: settings.databaseUrl }
  else {
    const server = await startEmbeddedPostgres(settings.dataDir)
    undo.push(() => server.stop())
    connection = server.connection
  }
  // After the database: its lock decides who owns DATA_DIR, and so its sandbox.
  const gatewaySettings = await gatewayOf(settings)

  const { db, pool, close } = openDatabase(connection)
  undo.push(close)
  await migrate(db)
  const vault = await openVault(db, await dataKeyOf(settings))
  const live = await startLive(connection)
  undo.push(() => live.stop())
  const jobs = await startJobs(pool, log)
  undo.push(() => jobs.stop())
  const gateway = createGateway({ settings: gatewaySettings, db, log })
  undo.push(() => gateway.close())
  const assets = createAssets({ gatewayUrl: gatewaySettings.url, hosts: settings.assetHosts })
  undo.push(() => assets.close())

  const deps: Deps = {
    db,
    pool,
    vault,
    gateway,
    assets,
    jobs,
    live,
    log,
    publicUrl: settings.publicUrl,
    trustProxy: settings.trustProxy,
    sandbox: settings.gateway.mode === 'sandbox' || settings.gateway.mode === 'custom',
    memberDefaults: {
      employeeCode: gatewaySettings.keys.employeeCode,
      invitateCode: gatewaySettings.keys.invitateCode,
    },
    statusLabels: settings.gateway.statusLabels,
    notifyAck: settings.gateway.notifyAck,
    now: () => Date.now(),
  }
  const madePassword = await makeFirstAdmin(deps, settings.adminPassword)
  if (madePassword) process.stdout.write(`first user: admin, password: ${madePassword} (shown once)\n`)

  const app = await buildApp(deps, { dev })
  await registerFrontend(app, { dev })
  undo.push(() => app.close())
  await startOrderJobs(deps)
  await app.listen({ port: settings.port, host: settings.host })
  process.stdout.write(`ready ${settings.publicUrl}\n`)
}

start().catch((error: unknown) => {
  const message =
    error instanceof BadSettings ? error.message : error instanceof Error ? error.message : String(error)
  process.stderr.write(`${message}\n`)
  void end(1)
})
