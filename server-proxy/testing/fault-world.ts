import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { randomBytes } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { ensureBuilt } from '../boot/build.mjs'
import { type Connection, connectTo } from '../store/postgres/connect-to.ts'
import { type OpenDatabase, openDatabase } from '../store/database.ts'
import { startEmbeddedPostgres } from '../store/postgres/embedded-postgres.ts'
import { ensureSandbox } from '../sandbox/spawn.ts'
import { SANDBOX_KEYS } from '../sandbox/test-keys.ts'
import { type FaultProxy, startFaultProxy } from './fault-proxy.ts'
import { freePort } from './free-port.ts'
import { portalProcess, type PortalProcess } from './portal-process.ts'

const PASSWORD = 'a-password-for-faults'

export type FaultWorld = {
  portals: PortalProcess[]
  /** The database bypassing the proxy, for inspection. */
  database: OpenDatabase
  /** Turns `database` to the server that takes writes. */
  chooseDatabase(): Promise<void>
  databaseProxy: FaultProxy
  gatewayProxy: FaultProxy
  /** Ends PostgreSQL like a power cut; its supervisor restarts it. */
  killPostgres(): void
  /** Stops a portal's process for a time; it wakes with its calls in flight. */
  suspend(portal: PortalProcess, ms: number): Promise<void>
  /** An admin's request to a portal; `reached` is false without an answer. */
  ask(portal: PortalProcess, method: string, path: string, body?: object, headers?: object): Promise<Answer>
  /** The admin's session on a portal. */
  cookieOf(portal: PortalProcess): string
  /** Calls the sandbox's control API. */
  control<Data>(method: string, path: string, body?: object): Promise<Data>
  /** Waits until every portal is ready. */
  allReady(): Promise<void>
  /** The sandbox's file of orders, readable once it has stopped. */
  sandboxFile: string
  stopSandbox(): Promise<void>
  stop(): Promise<void>
  /** The slowest answer, ms, and its request, unless its process was suspended meanwhile. */
  slowest(): { ms: number; what: string }
  /** Called at the moment a portal has acknowledged something, with that portal. */
  onAcknowledged: (portal: PortalProcess) => void
}
export type Answer = { status: number; body: Record<string, unknown> }

/**
 * Real processes: portals, PostgreSQL, the sandbox, and a fault proxy before each of the latter two. `databaseUrl`
 * names another server, which the caller breaks itself.
 */
export async function faultWorld(count: number, databaseUrl?: string): Promise<FaultWorld> {
  await ensureBuilt()
  const folder = await mkdtemp(join(tmpdir(), 'faults-'))
  await chmod(folder, 0o755)
  const postgres = await startEmbeddedPostgres(folder)
  const { host = '', port = 0, password = '' } = postgres.connection
  const databaseProxy = await startFaultProxy(
    host.startsWith('/') ? { path: `${host}/.s.PGSQL.${port}` } : { host, port },
  )
  const sandboxPort = await freePort()
  const sandboxFile = join(folder, 'sandbox.db')
  const sandbox = await ensureSandbox(sandboxPort, sandboxFile)
  const gatewayProxy = await startFaultProxy({ host: '127.0.0.1', port: sandboxPort })
  const settings = {
    DATABASE_URL:
      databaseUrl ?? `postgres://portal:${String(password)}@127.0.0.1:${databaseProxy.port}/portal`,
    DATA_KEY: `k1:${randomBytes(32).toString('base64')}`,
    ADMIN_PASSWORD: PASSWORD,
    DRAIN_SECONDS: '1',
    AGB_GATEWAY: `http://127.0.0.1:${gatewayProxy.port}`,
    AGB_ASSET_HOSTS: `localhost:${sandboxPort},127.0.0.1:${sandboxPort}`,
    AGB_RATE_LIMIT: '100000',
    AGB_ACCESS_TOKEN: SANDBOX_KEYS.accessToken,
    AGB_DES_KEY: SANDBOX_KEYS.desKey,
    AGB_MD5_SECRET_KEY: SANDBOX_KEYS.md5SecretKey,
    AGB_DISTR_CODE: SANDBOX_KEYS.distrCode,
    AGB_EMPLOYEE_CODE: SANDBOX_KEYS.employeeCode,
    AGB_INVITATE_CODE: SANDBOX_KEYS.invitateCode,
  }
  const portals = await Promise.all(
    Array.from({ length: count }, async (_, n) => {
      const home = join(folder, `portal-${n}`)
      await mkdir(home)
      return portalProcess(home, settings)
    }),
  )
  const cookies = new Map<PortalProcess, string>()
  let slowest = { ms: 0, what: '' }
  /** When each portal was resumed; Infinity while it is suspended. */
  const resumed = new Map<PortalProcess, number>()

  async function ask(
    portal: PortalProcess,
    method: string,
    path: string,
    body?: object,
    headers: object = {},
  ) {
    const asked = performance.now()
    try {
      const answer = await fetch(portal.url + path, {
        method,
        signal: AbortSignal.timeout(15_000),
        headers: {
          origin: portal.url,
          cookie: cookies.get(portal) ?? '',
          ...(body && { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body && { body: JSON.stringify(body) }),
      })
      const text = await answer.text()
      const ms = performance.now() - asked
      const wasSuspended = asked <= (resumed.get(portal) ?? 0)
      if (ms > slowest.ms && !wasSuspended) slowest = { ms, what: `${method} ${path}: ${answer.status}` }
      const cookie = answer.headers.get('set-cookie')
      if (cookie && answer.status === 200) cookies.set(portal, cookie.split(';')[0] ?? '')
      return { status: answer.status, body: (text.startsWith('{') ? JSON.parse(text) : {}) as Answer['body'] }
    } catch {
      return { status: 0, body: {} }
    }
  }

  async function control<Data>(method: string, path: string, body?: object): Promise<Data> {
    const answer = await fetch(`http://127.0.0.1:${sandboxPort}/sandbox/api${path}`, {
      method,
      ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    })
    if (!answer.ok)
      throw new Error(`the sandbox answered ${answer.status} to ${method} ${path}: ${await answer.text()}`)
    return (await answer.json()) as Data
  }

  async function allReady(): Promise<void> {
    for (const until = Date.now() + 60_000; ; await pause(50)) {
      const states = await Promise.all(portals.map((portal) => ask(portal, 'GET', '/readyz')))
      if (states.every(({ status }) => status === 200)) return
      if (Date.now() > until) throw new Error(`not ready: ${states.map(({ status }) => status).join(' ')}`)
    }
  }

  await control('POST', '/settings', { rateLimit: 1_000_000 })
  await Promise.all(portals.map((portal) => portal.start()))
  for (const portal of portals) {
    const { status } = await ask(portal, 'POST', '/api/session', { username: 'admin', password: PASSWORD })
    if (status !== 200) throw new Error(`sign-in answered ${status}`)
  }
  const connection: Connection = databaseUrl ? connectTo(databaseUrl) : postgres.connection
  const database = openDatabase({ ...connection, max: 4 })
  return {
    portals,
    database,
    chooseDatabase: async () => connection.choose?.(),
    databaseProxy,
    gatewayProxy,
    killPostgres() {
      if (postgres.pid) process.kill(postgres.pid, 'SIGKILL')
    },
    async suspend(portal, ms) {
      process.kill(portal.pid, 'SIGSTOP')
      resumed.set(portal, Number.POSITIVE_INFINITY)
      await pause(ms)
      process.kill(portal.pid, 'SIGCONT')
      resumed.set(portal, performance.now())
    },
    ask,
    cookieOf: (portal) => cookies.get(portal) ?? '',
    control,
    allReady,
    sandboxFile,
    stopSandbox: () => sandbox.stop(),
    slowest: () => slowest,
    onAcknowledged: () => {},
    async stop() {
      await Promise.all(portals.map((portal) => portal.kill()))
      await sandbox.stop()
      await database.close()
      await databaseProxy.stop()
      await gatewayProxy.stop()
      await postgres.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
