import type { IncomingMessage } from 'node:http'
import { expect, test } from 'vitest'
import { requestIds } from './request-id.ts'

const GIVEN = '0123456789abcdef0123456789abcdef'
const from = (remoteAddress: string, id: string) =>
  ({ headers: { 'x-request-id': id }, socket: { remoteAddress } }) as unknown as IncomingMessage

test('never repeats an id, neither in one process nor over starts', () => {
  const starts = [requestIds(false), requestIds(false)]
  const ids = Array.from({ length: 2_000 }, (_, n) => starts[n % 2]?.(from('127.0.0.1', '')))
  expect(new Set(ids).size).toBe(2_000)
})

test.each([
  ['10.0.0.0/8, loopback', '10.1.2.3', GIVEN, true],
  ['10.0.0.0/8', '127.0.0.1', GIVEN, false],
  [true, '192.0.2.1', GIVEN, true],
  [false, '127.0.0.1', GIVEN, false],
  [true, '127.0.0.1', '01900000-0000-7000-8000-000000000001', true],
  [true, '127.0.0.1', '320102199003070015', false],
  [true, '127.0.0.1', `${GIVEN} name`, false],
])('with TRUST_PROXY %j, from %s, the id %j is kept: %j', (trustProxy, address, id, kept) => {
  expect(requestIds(trustProxy)(from(address, id)) === id).toBe(kept)
})
