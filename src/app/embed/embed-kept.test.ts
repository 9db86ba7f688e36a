import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ProblemError } from '../../api/request.ts'
import type { EmbedSession } from '../../contract/embed.ts'
import type { Purchase } from '../../contract/purchases.ts'
import { keepOrder, keptOrder } from './embed-kept.ts'

const SESSION: EmbedSession = {
  bearer: 'fresh',
  expiresAt: '2026-11-30T12:00:00.000Z',
  product: '200207',
  reference: 'TRIP-1',
  faults: [],
  unpaid: 'offered',
}

let kept: Map<string, string>
beforeEach(() => {
  kept = new Map()
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  })
})
afterEach(() => vi.unstubAllGlobals())

const answers = (purchase: object) => () => Promise.resolve(purchase as Purchase)
const refuses = (code: string) => () => Promise.reject(new ProblemError({ status: 0, code, title: '' }))
/** The bearer that a returning frame starts with, and whether it is an order that waits for payment. */
async function startsWith(read: () => Promise<Purchase>, session = SESSION) {
  keepOrder('site', SESSION, 'mine')
  const { bearer, kept: waits = false, fresh } = await keptOrder('site', session, read)
  expect(fresh).toBe('fresh')
  return [bearer, waits]
}

test.each([
  ['its order', answers({ order: {}, closed: null })],
  ['the form after a refused order', answers({ order: null, closed: null })],
  ['an order of a site that may no longer sell', answers({ order: {}, closed: 'partner-disabled' })],
  ['nothing for now', refuses('unavailable')],
])('keeps a bearer that opens %s', async (_what, read) => {
  expect(await startsWith(read)).toEqual(['mine', true])
})

test.each([
  ['is refused', refuses('not-found')],
  ['has ended', answers({ order: null, closed: 'expired' })],
])('starts with the offered order when the kept bearer %s', async (_what, read) => {
  expect(await startsWith(read)).toEqual(['offered', true])
  expect(kept.size).toBe(0)
})

test('starts anew when the kept bearer is refused and no order is offered', async () => {
  expect(await startsWith(refuses('not-found'), { ...SESSION, unpaid: null })).toEqual(['fresh', false])
})

test('asks about no bearer of another reference', async () => {
  const read = vi.fn(refuses('not-found'))
  expect(await startsWith(read, { ...SESSION, reference: 'TRIP-2' })).toEqual(['offered', true])
  expect(read).not.toHaveBeenCalled()
})
