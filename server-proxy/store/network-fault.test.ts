import { expect, test } from 'vitest'
import { networkFault } from './network-fault.ts'

const failed = (code: string, more: object = {}) => Object.assign(new Error('failed'), { code }, more)

test.each([
  ['ECONNREFUSED', 'refused'],
  ['ENOTFOUND', 'unknown-host'],
  ['EHOSTUNREACH', 'unreachable'],
  ['ECONNRESET', 'reset'],
  ['UND_ERR_CONNECT_TIMEOUT', 'timeout'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'certificate'],
  ['CERT_HAS_EXPIRED', 'certificate'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'certificate'],
  ['ERR_SSL_WRONG_VERSION_NUMBER', 'tls'],
])('takes %s for %s, also as a cause or one of several', (code, kind) => {
  expect(networkFault(failed(code))).toEqual({ kind, code })
  expect(networkFault(new TypeError('fetch failed', { cause: failed(code) }))?.kind).toBe(kind)
  expect(networkFault(new AggregateError([failed(code)]))?.kind).toBe(kind)
})

test('returns null for other errors', () => {
  expect(networkFault(failed('42P01'))).toBeNull()
  expect(networkFault(null)).toBeNull()
})
