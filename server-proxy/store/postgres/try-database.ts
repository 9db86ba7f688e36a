import type pg from 'pg'
import { networkFault, type NetworkFault } from '../network-fault.ts'
import { type Host, nameOfHost, parseDatabaseUrl } from './database-address.ts'

const OLDEST = 150_000

const FAULTS: Record<NetworkFault, string> = {
  refused: 'nothing listens at this address and port',
  'unknown-host': 'this host name is unknown',
  unreachable: 'no network leads to this host',
  reset: 'the server closed the connection',
  timeout: 'the server does not answer: a firewall, or a wrong address',
  certificate:
    'its certificate is not trusted: name its authority’s file with sslrootcert, and the host as in the certificate',
  tls: 'the TLS connection failed',
}
const CODES: Record<string, string> = {
  '28P01':
    'the user name or the password is wrong (a special character in the password must be percent-encoded)',
  '28000': 'the server refuses this user, database or address (pg_hba.conf)',
  '3D000': 'this database does not exist on the server',
  '57P03': 'the server is starting up or shutting down',
  '53300': 'the server has no free connection (max_connections)',
}

/**
 * Tries the server's database before it is used. Throws an explanation with its address, without the
 * password: not reachable, wrong password, TLS, server too old, no right to create tables, or a standby unless
 * `reads`. `only`: the server of several that the pool leads to.
 */
export async function tryDatabase(
  pool: pg.Pool,
  databaseUrl: string,
  { reads = false, only }: { reads?: boolean; only?: Host } = {},
): Promise<void> {
  const { name: all, hosts, database } = parseDatabaseUrl(databaseUrl)
  const name = only ? `${nameOfHost(only)}/${database}` : all
  const wrong = (words: string, cause?: unknown) =>
    new Error(`the database ${name} (DATABASE_URL) cannot be used: ${words}`, { cause })
  const { rows } = await pool
    .query<{ version: number; may: boolean; standby: boolean }>(
      `select current_setting('server_version_num')::int as version, pg_is_in_recovery() as standby,
              has_database_privilege(current_database(), 'create')
                and has_schema_privilege(current_schema(), 'create') as may`,
    )
    .catch((error: unknown) => {
      throw wrong(whyNot(error), error)
    })
  const { version = 0, may, standby } = rows[0] ?? {}
  if (version < OLDEST)
    throw wrong(`PostgreSQL ${Math.floor(version / 10_000)} is too old, 15 or newer is required`)
  if (!may) throw wrong('its user may not create tables in it; make it the owner of the database')
  if (standby && !reads)
    throw wrong(
      hosts.length > 1
        ? 'each server that answers is a standby, which takes no writes: promote one'
        : 'it is a standby, which takes no writes: name the primary, or all servers as host1:5432,host2:5432',
    )
}

/** Why a connection failed, with the code or the server's own words. */
function whyNot(error: unknown): string {
  const { code = '', message = '', name = '' } = error as Partial<NodeJS.ErrnoException>
  if (/no pg_hba\.conf entry.*(no encryption|SSL off)/.test(message))
    return `the server demands TLS: add ?sslmode=verify-full (${message})`
  if (/does not support SSL/.test(message))
    return 'the server has no TLS: turn it on there, or set sslmode=disable within a trusted network'
  const fault = networkFault(error)
  if (fault) return `${FAULTS[fault.kind]} (${fault.code})`
  // When a name has two addresses and neither answers, the error has no message.
  const says = message || code || name
  if (/timeout/.test(says)) return `${FAULTS.timeout} (${says})`
  return CODES[code] ? `${CODES[code]} (${says})` : says
}
