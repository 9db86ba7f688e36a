import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { closeSync, openSync, readdirSync, readFileSync, readlinkSync, realpathSync } from 'node:fs'
import { unlink } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import type { Cluster } from './postgres-cluster.ts'

export type Connection = {
  host: string
  port: number
  user: string
  password: string
  database: string
  ssl: false
}

/** A socket's full path is limited to 107 bytes. */
const MAX_SOCKET_FOLDER = 107 - '/.s.PGSQL.5432'.length
const START_MS = 20_000
const HALT_MS = 15_000

/** A Unix socket in the cluster's folder, or loopback TCP on Windows and when the path is too long. */
export async function connectionOf({ folder, data, password }: Cluster): Promise<Connection> {
  const login = { user: 'portal', password, database: 'portal', ssl: false } as const
  if (process.platform !== 'win32' && Buffer.byteLength(folder) <= MAX_SOCKET_FOLDER)
    return { ...login, host: folder, port: 5432 }
  // A running server has written its port beside its pid.
  const port = serverPid(data) ? Number(pidFile(data)[3]) : 0
  return { ...login, host: '127.0.0.1', port: port || (await freePort()) }
}

/** Pid of the server that serves `data`; null when there is none. */
export function serverPid(data: string): number | null {
  const pid = Number(pidFile(data)[0])
  return pid > 0 && serves(pid, data) ? pid : null
}

/** Takes over a running server or starts one; after a kill the old one's processes may need a few seconds. */
export async function ensureRunning(
  cluster: Cluster,
  connection: Connection,
  signal: AbortSignal,
): Promise<void> {
  let child: ChildProcess | null = null
  if (!serverPid(cluster.data)) refuseHotCopy(cluster.data)
  for (const until = Date.now() + START_MS; ; ) {
    signal.throwIfAborted()
    const state = await probe(connection)
    if (state === 'ready') return
    if (state === 'no-database') await makeDatabase(connection)
    if (Date.now() > until)
      throw new Error(`PostgreSQL did not start${lastWords(cluster.log)}; see ${cluster.log}`)
    const starting = child?.exitCode === null && child.signalCode === null
    if (state === 'away' && !starting && !serverPid(cluster.data)) {
      if (child) await pause(200)
      child = await launch(cluster, connection)
    }
    await pause(20)
  }
}

/** Messages to connections during start and stop, which do not explain why a server ends. */
const PASSING = /starting up|shutting down|recovery mode|terminating connection|does not exist|authentication/

/** PostgreSQL's last message about why it ended. */
function lastWords(log: string): string {
  try {
    const said = readFileSync(log, 'utf8')
      .split('\n')
      .filter((line) => /\b(FATAL|PANIC):/.test(line) && !PASSING.test(line))
    const last = said.at(-1)?.replace(/^.*?\b(FATAL|PANIC):\s*/, '')
    return last ? ` (${last}; if its files were copied or damaged, restore a backup)` : ''
  } catch {
    return ''
  }
}

/** Ends sessions, flushes everything, and waits for the end. */
export async function halt({ native, data }: Cluster): Promise<void> {
  const pid = serverPid(data)
  if (!pid) return
  if (process.platform === 'win32')
    spawnSync(join(native, 'bin', 'pg_ctl'), ['stop', '--pgdata', data, '--mode', 'fast'])
  else process.kill(pid, 'SIGINT')
  for (const until = Date.now() + HALT_MS; serves(pid, data) && Date.now() < until; ) await pause(20)
}

async function launch(cluster: Cluster, { host, port }: Connection): Promise<ChildProcess> {
  const { native, folder, data, log, owner } = cluster
  await clearForeignNotes(cluster)
  const socket = host === folder
  const settings = {
    listen_addresses: socket ? '' : host,
    port,
    unix_socket_directories: socket ? folder : '',
    max_connections: 200,
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_checkpoints: 'off',
    // Statements and details can contain personal data, so they are not logged.
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
  }
  const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const output = openSync(log, 'a', 0o600)
  try {
    // Its own session survives a Ctrl-C at the terminal and our death. No environment, because it contains
    // secrets.
    const child = spawn(join(native, 'bin', 'postgres'), ['-D', data, ...args], {
      ...owner,
      cwd: folder,
      env: {},
      detached: true,
      stdio: ['ignore', output, output],
    })
    child.on('error', () => {})
    if (!child.pid) throw new Error(`${child.spawnfile} cannot be run`)
    child.unref()
    return child
  } finally {
    closeSync(output)
  }
}

/**
 * PostgreSQL takes any living process of its user with the noted pid for its predecessor, even a foreign one
 * after a reboot or a zombie. The pid is in two files: in its folder and beside its socket. Both are removed
 * only when no process works on `data`.
 */
async function clearForeignNotes({ data, folder }: Cluster): Promise<void> {
  if (process.platform !== 'linux') return
  const living = readdirSync('/proc').some((name) => /^\d+$/.test(name) && serves(Number(name), data))
  if (living) return
  for (const note of [join(data, 'postmaster.pid'), join(folder, '.s.PGSQL.5432.lock')])
    await unlink(note).catch(() => {})
}

/**
 * A running server's pid file in another folder than it names was copied during writes. Such a copy may be
 * torn without PostgreSQL noticing.
 */
function refuseHotCopy(data: string): void {
  const [, madeIn] = pidFile(data)
  if (!madeIn || madeIn === data || realPath(madeIn) === realPath(data)) return
  throw new Error(
    `${data} was copied from ${madeIn} while its database ran, or moved after a crash. A copy may be torn: restore a backup instead (npm run backup beside the portal, then npm run restore), or copy with the portal stopped. If it was moved, delete ${join(data, 'postmaster.pid')} and start again`,
  )
}

function realPath(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    return path
  }
}

/** A server's processes have its data folder as working directory; a zombie has none. */
function serves(pid: number, data: string): boolean {
  try {
    if (process.platform === 'linux') return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(data)
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

/** Lines of postmaster.pid: pid, folder, start time, port, … */
function pidFile(data: string): string[] {
  try {
    return readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')
  } catch {
    return []
  }
}

async function probe(connection: Connection): Promise<'ready' | 'no-database' | 'away'> {
  const client = new pg.Client({ ...connection, connectionTimeoutMillis: 2_000 })
  client.on('error', () => {})
  try {
    await client.connect()
    return 'ready'
  } catch (error) {
    return (error as { code?: string }).code === '3D000' ? 'no-database' : 'away'
  } finally {
    await client.end().catch(() => {})
  }
}

async function makeDatabase(connection: Connection): Promise<void> {
  const client = new pg.Client({ ...connection, database: 'postgres' })
  await client.connect()
  await client.query('create database portal').catch((error: { code?: string }) => {
    // Another process created it: 42P04 afterwards, 23505 at the same moment.
    if (error.code !== '42P04' && error.code !== '23505') throw error
  })
  await client.end()
}

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const address = probe.address()
  await new Promise((resolve) => probe.close(resolve))
  if (typeof address !== 'object' || !address) throw new Error('no free port')
  return address.port
}
