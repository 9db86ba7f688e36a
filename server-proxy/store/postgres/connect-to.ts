import pg from 'pg'
import { type DatabaseAddress, type Host, parseDatabaseUrl, tlsOptions } from './database-address.ts'

/** A way to the database. `Client` connects to the server that takes writes, as last found by `choose`. */
export type Connection = pg.PoolConfig & {
  /** Looks for the server that takes writes; keeps the last one when there is none. Does nothing for one server. */
  choose?: () => Promise<void>
}

const ANSWER_MS = 3_000

/** The connection that DATABASE_URL describes. */
export function connectTo(databaseUrl: string): Connection {
  const address = parseDatabaseUrl(databaseUrl)
  const { hosts } = address
  const login = loginOf(address)
  let current = hosts[0] as Host
  if (hosts.length === 1) return { ...login, ...current }

  class ToPrimary extends pg.Client {
    constructor(config?: pg.ClientConfig) {
      // A pool hides the password from copies of its options.
      super({ ...config, ...login, ...current })
    }
  }
  return {
    ...login,
    Client: ToPrimary,
    async choose() {
      const found = await Promise.any(hosts.map((host) => writable(host, login))).catch(() => null)
      if (found) current = found
    },
  }
}

/** Each server that DATABASE_URL names, by itself: to read from, or to see whether it could take over. */
export function eachServer(databaseUrl: string): (pg.PoolConfig & Host)[] {
  const address = parseDatabaseUrl(databaseUrl)
  return address.hosts.map((host) => ({ ...loginOf(address), ...host }))
}

function loginOf(address: DatabaseAddress): pg.ClientConfig {
  const { user, password, database } = address
  const ssl = tlsOptions(address)
  return { user, password, database, ...(ssl !== undefined && { ssl }) }
}

/** The same host if it takes writes; throws otherwise. */
async function writable(host: Host, login: pg.ClientConfig): Promise<Host> {
  const client = new pg.Client({
    ...login,
    ...host,
    connectionTimeoutMillis: ANSWER_MS,
    query_timeout: ANSWER_MS,
  })
  client.on('error', () => {})
  try {
    await client.connect()
    const { rows } = await client.query<{ standby: boolean }>('select pg_is_in_recovery() as standby')
    if (rows[0]?.standby) throw new Error('a standby')
    return host
  } finally {
    // A server that hangs would not answer a polite end.
    client.connection.stream.destroy()
  }
}
