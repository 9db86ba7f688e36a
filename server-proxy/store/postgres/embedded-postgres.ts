import { mkdir } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { openCluster } from './postgres-cluster.ts'
import { type Connection, connectionOf, ensureRunning, halt, serverPid } from './postgres-server.ts'

export type EmbeddedPostgres = {
  connection: pg.PoolConfig
  /** Pid of the server's main process; null while it is down. */
  readonly pid: number | null
  stop(): Promise<void>
}

/** Another portal runs on this DATA_DIR. */
export class DataDirInUse extends Error {
  override name = 'DataDirInUse'
}

const PORTAL_LOCK = 81_080
/** How long to wait for a portal that is stopping; a killed one disappears at once. */
const TIMEOUT_MS = 5_000

/**
 * A real PostgreSQL from the npm registry in `dataDir`, created at first use, fsync on. It survives a kill of
 * this process, and the next one takes it over; when it dies it is restarted. Throws DataDirInUse while
 * another running portal holds the folder. Calls `onLost` when another portal took it while the server was
 * down.
 */
export async function startEmbeddedPostgres(
  dataDir: string,
  onLost: (error: DataDirInUse) => void = () => {},
): Promise<EmbeddedPostgres> {
  await mkdir(dataDir, { recursive: true })
  const cluster = await openCluster(dataDir)
  const connection = await connectionOf(cluster)
  const stopping = new AbortController()

  async function hold(): Promise<PortalLock> {
    for (const until = Date.now() + TIMEOUT_MS; ; await pause(100)) {
      await ensureRunning(cluster, connection, stopping.signal)
      // The server may stop at this moment, together with a portal.
      const answer = await takeLock(connection).catch((error: Error) => error)
      if (!(answer instanceof Error)) return answer
      if (Date.now() > until) throw answer
    }
  }
  let lock = await hold()
  let lost = false

  /** The lock's session ends with the server, which is the quickest sign of its end. */
  async function supervise(): Promise<void> {
    while (!stopping.signal.aborted) {
      await lock.ended
      while (!stopping.signal.aborted) {
        try {
          lock = await hold()
          break
        } catch (error) {
          lost = error instanceof DataDirInUse
          if (lost) return onLost(error as DataDirInUse)
          await pause(500)
        }
      }
    }
  }
  const supervision = supervise()

  return {
    connection,
    get pid() {
      return serverPid(cluster.data)
    },
    async stop() {
      if (lost) return
      stopping.abort()
      // The lock ends with the server: a process waiting for it finds everything stopped.
      await halt(cluster)
      await supervision
    },
  }
}

/** The connection to a running server of `dataDir`; null when none runs. Starts nothing. */
export async function runningServer(dataDir: string): Promise<pg.PoolConfig | null> {
  const cluster = await openCluster(dataDir)
  return serverPid(cluster.data) === null ? null : connectionOf(cluster)
}

/**
 * The server of `dataDir` for a command: a running portal's, or one started for the command. `leave` stops it
 * unless a portal uses it by then.
 */
export async function joinEmbeddedPostgres(
  dataDir: string,
): Promise<{ connection: pg.PoolConfig; leave(): Promise<void> }> {
  const cluster = await openCluster(dataDir)
  const connection = await connectionOf(cluster)
  await ensureRunning(cluster, connection, new AbortController().signal)
  return {
    connection,
    async leave() {
      const lock = await takeLock(connection)
      if (!(lock instanceof DataDirInUse)) await halt(cluster)
    },
  }
}

type PortalLock = { ended: Promise<void> }

/** A session lock ends with the portal's connection, so it is never stale. */
async function takeLock(connection: Connection): Promise<PortalLock | DataDirInUse> {
  const client = new pg.Client({ ...connection, application_name: `portal ${process.pid}` })
  client.on('error', () => {})
  const ended = new Promise<void>((resolve) => client.once('end', () => resolve()))
  await client.connect()
  const { rows } = await client.query<{ held: boolean }>('select pg_try_advisory_lock($1) as held', [
    PORTAL_LOCK,
  ])
  if (rows[0]?.held) return { ended }
  const holders = await client.query<{ name: string }>(
    'select application_name as name from pg_locks join pg_stat_activity using (pid) where objid = $1 and granted',
    [PORTAL_LOCK],
  )
  await client.end()
  const holder = holders.rows[0]?.name.replace('portal', 'process') ?? 'stopping'
  return new DataDirInUse(
    `another portal (${holder}) runs on this DATA_DIR: stop it, or set another DATA_DIR and PORT`,
  )
}
