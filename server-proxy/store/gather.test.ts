import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { gather } from './gather.ts'

test('items that arrive during a batch form the next one, each with its own answer', async () => {
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

test('an item that the database refuses does not fail its batch', async () => {
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

test('one bad item never fails the others, for any kind of fault', async () => {
  const keep = gather<string, string>(async (items) => {
    await pause(1)
    if (items.includes('bad')) throw new TypeError('not a function')
    return items
  })
  const all = await Promise.allSettled(['a', 'bad', 'b'].map(keep))
  expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
})

test('an unavailable database fails the whole batch once, and the next batch is tried', async () => {
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

test('a batch that hangs does not block the next one forever', async () => {
  const keep = gather<string, string>(
    (items) => (items.includes('hangs') ? new Promise(() => {}) : Promise.resolve(items)),
    { timeoutMs: 20 },
  )
  void keep('hangs')
  await pause(5)
  expect(await keep('next')).toBe('next')
})
