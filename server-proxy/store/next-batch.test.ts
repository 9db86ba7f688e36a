import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { nextBatch } from './next-batch.ts'

test('never returns an answer older than its question, however many ask together', async () => {
  const share = nextBatch<number>()
  let committed = 0
  let asked = 0
  const read = async () => {
    asked++
    const seen = committed
    await pause(Math.random() * 3)
    return seen
  }
  const someone = async () => {
    await pause(Math.random() * 100)
    const mine = ++committed
    expect(await share('list', read)).toBeGreaterThanOrEqual(mine)
  }
  await Promise.all(Array.from({ length: 500 }, someone))
  expect(asked).toBeLessThan(200)
  // Nothing is cached for later questions.
  committed = 1_000
  expect(await share('list', read)).toBe(1_000)
})

test('does not mix different questions', async () => {
  const share = nextBatch<string>()
  void share('mine', () => new Promise(() => {}))
  expect(await share('theirs', async () => 'theirs')).toBe('theirs')
})

test('a failure affects those who share it, and not the next question', async () => {
  const share = nextBatch<string>()
  const first = share('list', () => pause(5).then(() => 'first'))
  const failing = ['a', 'b'].map(() =>
    share('list', () => pause(5).then(() => Promise.reject(new Error('away')))),
  )
  await expect(first).resolves.toBe('first')
  const after = Promise.resolve().then(() => share('list', async () => 'after'))
  for (const one of failing) await expect(one).rejects.toThrow('away')
  await expect(after).resolves.toBe('after')
  await expect(share('list', async () => 'later')).resolves.toBe('later')
})

test('a question that hangs does not block the next one forever', async () => {
  const share = nextBatch<string>(20)
  void share('list', () => new Promise(() => {}))
  expect(await share('list', async () => 'next')).toBe('next')
  expect(await share('list', async () => 'and on')).toBe('and on')
})
