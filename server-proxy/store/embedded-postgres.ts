import { mkdir } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { openCluster } from './postgres-cluster.ts'
import { type Connection, connectionOf, ensureRunning, halt, serverPid } from './postgres-server.ts'

export type EmbeddedPostgres = {
  connection: pg.PoolConfig
  /** Of the server's first process; null while it is away. */
  readonly pid: number | null
  stop(): Promise<void>
}

/** Another portal lives on this DATA_DIR. */
export class DataDirInUse extends Error {
  override name = 'DataDirInUse'
}

const PORTAL_LOCK = 81_080
/** A holder that was just killed is gone from the server's view a moment later. */
const LOCK_MS = 3_000

/**
 * A real PostgreSQL from the npm registry on `dataDir`, made at first use, fsync on. It outlives a kill of this
 * process and is taken over by the next; when it dies itself it is started again. Throws DataDirInUse while another
 * living portal holds the folder; `onLost` is called should another one have taken it while the server was away.
 */
export async function startEmbeddedPostgres(
  dataDir: string,
  onLost: (error: DataDirInUse) => void = () => {},
): Promise<EmbeddedPostgres> {
  await mkdir(dataDir, { recursive: true })
  const cluster = await openCluster(dataDir)
  const connection = await connectionOf(cluster)
  const stopping = new AbortController()

  const hold = async () => {
    await ensureRunning(cluster, connection, stopping.signal)
    return holdPortalLock(connection)
  }
  let lock = await hold()

  /** The lock's session ends with the server: the quickest sign that it is away. */
  async function supervise(): Promise<void> {
    while (!stopping.signal.aborted) {
      await lock.ended
      while (!stopping.signal.aborted) {
        try {
          lock = await hold()
          break
        } catch (error) {
          if (error instanceof DataDirInUse) return onLost(error)
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
      stopping.abort()
      await lock.release()
      await supervision
      await halt(cluster)
    },
  }
}

type PortalLock = { ended: Promise<void>; release(): Promise<void> }

/** Held by a session: it ends with the portal, however that ends, so nothing stale can remain. */
async function holdPortalLock(connection: Connection): Promise<PortalLock> {
  const client = new pg.Client({ ...connection, application_name: `portal ${process.pid}` })
  client.on('error', () => {})
  const ended = new Promise<void>((resolve) => client.once('end', () => resolve()))
  const release = () => client.end().catch(() => {})
  await client.connect()
  try {
    for (const until = Date.now() + LOCK_MS; ; await pause(100)) {
      const { rows } = await client.query<{ held: boolean }>('select pg_try_advisory_lock($1) as held', [
        PORTAL_LOCK,
      ])
      if (rows[0]?.held) return { ended, release }
      if (Date.now() > until) throw new DataDirInUse(await refusal(client))
    }
  } catch (error) {
    await release()
    throw error
  }
}

async function refusal(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ application_name: string }>(
    'select application_name from pg_locks join pg_stat_activity using (pid) where objid = $1 and granted',
    [PORTAL_LOCK],
  )
  const holder = rows[0]?.application_name.replace('portal', 'process') ?? 'just started'
  return `another portal (${holder}) runs on this DATA_DIR: stop it, or set another DATA_DIR and PORT`
}
