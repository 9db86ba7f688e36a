import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { gather } from './gather.ts'

test('what comes while one lot is at work goes together into the next, each answered for its own', async () => {
  const lots: number[][] = []
  const double = gather<number, number>(
    async (items) => {
      lots.push(items)
      await pause(5)
      return items.map((item) => item * 2)
    },
    { most: 40 },
  )
  const first = double(0)
  await pause(2)
  const rest = Promise.all(Array.from({ length: 100 }, (_, n) => double(n + 1)))
  expect(await first).toBe(0)
  expect(await rest).toEqual(Array.from({ length: 100 }, (_, n) => (n + 1) * 2))
  expect(lots.map((lot) => lot.length)).toEqual([1, 40, 40, 20])
})

test('nobody fails for a neighbour that the database will not have', async () => {
  const kept: string[] = []
  const keep = gather<string, string>(async (items) => {
    await pause(1)
    if (items.includes('bad')) throw Object.assign(new Error('no such order'), { code: '23503' })
    kept.push(...items)
    return items
  })
  const all = await Promise.allSettled(['a', 'bad', 'b'].map(keep))
  expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  expect(kept.toSorted()).toEqual(['a', 'b'])
})

test('one bad item never fails the others, whatever it breaks', async () => {
  const keep = gather<string, string>(async (items) => {
    await pause(1)
    if (items.includes('bad')) throw new TypeError('not a function')
    return items
  })
  const all = await Promise.allSettled(['a', 'bad', 'b'].map(keep))
  expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
})

test('a database that is away is told to all of the lot, once, and the next lot is tried', async () => {
  let tries = 0
  const keep = gather<string, string>(async (items) => {
    if (++tries === 1) throw Object.assign(new Error('connection lost'), { code: '57P01' })
    return items
  })
  const all = await Promise.allSettled(['a', 'b'].map(keep))
  expect(all.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  expect(tries).toBe(1)
  expect(await keep('c')).toBe('c')
})

test('a lot that hangs does not hold up the next for ever', async () => {
  const keep = gather<string, string>(
    (items) => (items.includes('hangs') ? new Promise(() => {}) : Promise.resolve(items)),
    { patienceMs: 20 },
  )
  void keep('hangs')
  await pause(5)
  expect(await keep('next')).toBe('next')
})
