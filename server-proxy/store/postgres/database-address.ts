import { readFileSync } from 'node:fs'
import { isIP } from 'node:net'
import type pg from 'pg'
import { whyNotWritten } from '../file-words.ts'

export type Host = { host: string; port: number }

/** The parsed DATABASE_URL: one server, or several of which one takes writes. */
export type DatabaseAddress = {
  hosts: Host[]
  user: string | undefined
  password: string | undefined
  database: string | undefined
  tls: Tls | null
  /** For messages: servers and database, never a password. */
  name: string
}
type Tls = { mode: SslMode; rootCert: string | null; cert: string | null; key: string | null }

const SSL_MODES = ['disable', 'no-verify', 'verify-ca', 'require', 'verify-full'] as const
type SslMode = (typeof SSL_MODES)[number]

const FORM = 'postgres://user:password@host:5432/database, or host1:5432,host2:5432 for several servers'
const ENCODE =
  'in the user name and the password write @ as %40, / as %2F, : as %3A, # as %23, ? as %3F, % as %25'

/** Reads a DATABASE_URL; throws a sentence that begins with a verb and holds no secret. */
export function parseDatabaseUrl(url: string): DatabaseAddress {
  const parts = /^postgres(?:ql)?:\/\/(?:([^/?#]*)@)?([^/?#@]*)(?:\/([^?#]*))?(?:\?([^#]*))?$/.exec(url)
  if (!parts) throw new Error(`must be ${FORM}; ${ENCODE}`)
  const [, login = '', authority = '', path = '', query = ''] = parts
  const [, user = '', password] = /^([^:]*)(?::(.*))?$/s.exec(login) ?? []
  const given = new URLSearchParams(query)
  const named = given.get('host') ?? authority.replaceAll(/:\d+(?=,|$)/g, '')
  const ports = given.get('host') || given.get('port') ? (given.get('port') ?? '').split(',') : null
  const withPorts = authority.split(',')
  const hosts = named.split(',').map((raw, n) => {
    const host = decoded(raw).replace(/^\[|\]$/g, '')
    const port = ports ? (ports[n] ?? ports[0] ?? '') : (/:(\d+)$/.exec(withPorts[n] ?? '')?.[1] ?? '')
    if (!isHost(host)) throw new Error(`names no valid host; it must be ${FORM}; ${ENCODE}`)
    if (port !== '' && !(/^\d{1,5}$/.test(port) && Number(port) > 0 && Number(port) < 65_536))
      throw new Error(`names a port that is not from 1 to 65535`)
    return { host, port: port === '' ? 5432 : Number(port) }
  })
  const attributes = given.get('target_session_attrs') ?? 'read-write'
  if (attributes !== 'read-write' && attributes !== 'primary')
    throw new Error('has target_session_attrs, which must be read-write or absent: the portal writes')
  const database = decoded(path)
  return {
    hosts,
    user: decoded(user) || undefined,
    password: password === undefined ? undefined : decoded(password),
    database: database || undefined,
    tls: tlsOf(given),
    name: `${hosts.map(nameOfHost).join(',')}/${database}`,
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    throw new Error(`has a % that begins no character; ${ENCODE}`)
  }
}

/** An address, a host name, or the folder of a Unix socket. Underscores occur in container networks. */
const isHost = (host: string) =>
  host.startsWith('/') || isIP(host) > 0 || /^[a-z0-9_]([a-z0-9_.-]*)$/i.test(host)

export const nameOfHost = ({ host, port }: Host) =>
  `${isIP(host) === 6 ? `[${host}]` : host}${port === 5432 ? '' : `:${port}`}`

function tlsOf(given: URLSearchParams): Tls | null {
  const odd = [...given.keys()].find(
    (name) => /^ssl/i.test(name) && !['sslmode', 'sslrootcert', 'sslcert', 'sslkey'].includes(name),
  )
  if (odd)
    throw new Error(`has the unknown parameter ${odd}; there are sslmode, sslrootcert, sslcert and sslkey`)
  const [rootCert, cert, key] = [given.get('sslrootcert'), given.get('sslcert'), given.get('sslkey')]
  const mode = given.get('sslmode') ?? (rootCert || cert ? 'verify-full' : null)
  if (mode === null) return null
  if (!(SSL_MODES as readonly string[]).includes(mode))
    throw new Error(
      `has a sslmode that is not one of ${SSL_MODES.join(' ')}; require checks the certificate as verify-full does`,
    )
  return { mode: mode as SslMode, rootCert, cert, key }
}

/** The TLS options of an address; reads its files. Undefined leaves it to PGSSLMODE. */
export function tlsOptions({ tls }: DatabaseAddress): pg.ClientConfig['ssl'] {
  if (!tls) return undefined
  if (tls.mode === 'disable') return false
  return {
    rejectUnauthorized: tls.mode !== 'no-verify',
    ...(tls.mode === 'verify-ca' && { checkServerIdentity: () => undefined }),
    ...(tls.rootCert && { ca: contentOf('sslrootcert', tls.rootCert) }),
    ...(tls.cert && { cert: contentOf('sslcert', tls.cert) }),
    ...(tls.key && { key: contentOf('sslkey', tls.key) }),
  }
}

function contentOf(name: string, file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new Error(`the file ${file} (${name} in DATABASE_URL) cannot be read: ${whyNotWritten(error)}`, {
      cause: error,
    })
  }
}
