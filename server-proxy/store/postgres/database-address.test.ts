import { expect, test } from 'vitest'
import { parseDatabaseUrl, tlsOptions } from './database-address.ts'

test.each([
  ['postgres://u:p@db.example.com/portal', [['db.example.com', 5432]], 'u', 'p', 'db.example.com/portal'],
  ['postgresql://u@db:6000/portal', [['db', 6000]], 'u', undefined, 'db:6000/portal'],
  ['postgres://u:a%40b%2F%25%23@db/p', [['db', 5432]], 'u', 'a@b/%#', 'db/p'],
  ['postgres://u:p:q@db/p', [['db', 5432]], 'u', 'p:q', 'db/p'],
  [
    'postgres://u:p@one:5433,two/p',
    [
      ['one', 5433],
      ['two', 5432],
    ],
    'u',
    'p',
    'one:5433,two/p',
  ],
  [
    'postgres://u:p@[::1]:5433,10.0.0.1/p',
    [
      ['::1', 5433],
      ['10.0.0.1', 5432],
    ],
    'u',
    'p',
    '[::1]:5433,10.0.0.1/p',
  ],
  ['postgres://u:p@localhost/p?host=%2Frun%2Fpg&port=5433', [['/run/pg', 5433]], 'u', 'p', '/run/pg:5433/p'],
  ['postgres://u:p@%2Frun%2Fpg/p', [['/run/pg', 5432]], 'u', 'p', '/run/pg/p'],
  [
    'postgres://u:p@a,b/p?target_session_attrs=read-write',
    [
      ['a', 5432],
      ['b', 5432],
    ],
    'u',
    'p',
    'a,b/p',
  ],
])('reads %s', (url, hosts, user, password, name) => {
  const read = parseDatabaseUrl(url)
  expect(read).toMatchObject({ user, password, name })
  expect(read.hosts.map(({ host, port }) => [host, port])).toEqual(hosts)
})

test.each([
  ['mysql://u:p@db/p', 'must be postgres://'],
  ['postgres://u:a-secret/word@db/p', '%2F'],
  ['postgres://u:a-secret#word@db/p', '%23'],
  ['postgres://u:a-secret%@db/p', '% as %25'],
  ['postgres://u:p@db:x/p', 'no valid host'],
  ['postgres://u:p@db:70000/p', 'port'],
  ['postgres://u:p@db/p?sslmode=prefer', 'sslmode'],
  ['postgres://u:p@db/p?sslmod=verify-full', 'unknown parameter sslmod'],
  ['postgres://u:p@a,b/p?target_session_attrs=any', 'target_session_attrs'],
])('refuses %s in words without the password', (url, says) => {
  expect(() => parseDatabaseUrl(url)).toThrow(says)
  expect(() => parseDatabaseUrl(url)).not.toThrow('a-secret')
})

test('checks the certificate unless switched off, and names a root file that cannot be read', () => {
  const tls = (query: string) => tlsOptions(parseDatabaseUrl(`postgres://u:p@db/p${query}`))
  expect(tls('')).toBeUndefined()
  expect(tls('?sslmode=disable')).toBe(false)
  expect(tls('?sslmode=require')).toEqual({ rejectUnauthorized: true })
  expect(tls('?sslmode=no-verify')).toEqual({ rejectUnauthorized: false })
  expect(tls('?sslmode=verify-ca')).toMatchObject({
    rejectUnauthorized: true,
    checkServerIdentity: expect.any(Function) as unknown,
  })
  expect(() => tls('?sslrootcert=/nowhere/root.crt')).toThrow(/root\.crt.*sslrootcert.*cannot be read/)
})
