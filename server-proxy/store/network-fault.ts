/** Why no connection came about, as one kind. */
export type NetworkFault =
  | 'refused'
  | 'unknown-host'
  | 'unreachable'
  | 'reset'
  | 'timeout'
  | 'certificate'
  | 'tls'

const KINDS: [NetworkFault, RegExp][] = [
  ['refused', /^ECONNREFUSED$/],
  ['unknown-host', /^(ENOTFOUND|EAI_AGAIN|EAI_NONAME)$/],
  ['unreachable', /^(EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|ENETDOWN|EACCES|EPERM|EADDRNOTAVAIL)$/],
  ['timeout', /^(ETIMEDOUT|ESOCKETTIMEDOUT|UND_ERR_(CONNECT|HEADERS|BODY)_TIMEOUT)$/],
  ['certificate', /^(CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_CERT_|HOSTNAME_MISMATCH|INVALID_CA)/],
  ['tls', /^(ERR_SSL_|EPROTO$|ERR_TLS_)/],
  ['reset', /^(ECONNRESET|EPIPE|ECONNABORTED|UND_ERR_SOCKET)$/],
]

/** The kind of a failed connection and its code; null for any other error. Looks into causes and aggregates. */
export function networkFault(error: unknown): { kind: NetworkFault; code: string } | null {
  if (typeof error !== 'object' || error === null) return null
  const { code = '', cause, errors = [] } = error as { code?: unknown; cause?: unknown; errors?: unknown[] }
  const kind = KINDS.find(([, codes]) => codes.test(String(code)))?.[0]
  if (kind) return { kind, code: String(code) }
  for (const inner of [...errors, cause]) {
    const found = inner === error ? null : networkFault(inner)
    if (found) return found
  }
  return null
}
