import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type TestDatabase, testDatabase } from '../testing/database.ts'
import { type Jobs, QUEUES, startJobs } from './jobs.ts'

let database: TestDatabase
let jobs: Jobs
beforeAll(async () => {
  database = await testDatabase()
  jobs = await startJobs(database.pool, { error() {} })
})
afterAll(async () => {
  await jobs.stop()
  await database.close()
})

test('a key with a waiting, a retried and a running job runs one at a time and holds back no other key', async () => {
  const queue = 'pull-order'
  const add = (key: string) => jobs.enqueue(queue, { key, data: { key } })
  await add('stuck')
  await database.pool.query(`update pgboss.job set state = 'retry' where name = $1`, [queue])
  await add('stuck')
  const ran: string[] = []
  let running = 0
  let most = 0
  let release = () => {}
  const held = new Promise<void>((resolve) => (release = resolve))
  await jobs.work<{ key: string }>(queue, 3, async ({ key }) => {
    if (key === 'stuck') {
      most = Math.max(most, ++running)
      await held
      running--
    }
    ran.push(key)
  })
  await expect.poll(() => running).toBe(1)
  await add('other')
  await expect.poll(() => ran).toEqual(['other'])
  release()
  await expect.poll(() => ran).toEqual(['other', 'stuck', 'stuck'])
  expect(most).toBe(1)
})

test('runs a job of another process, and a delayed one, before its workers look for themselves', async () => {
  const ran: string[] = []
  await jobs.work<{ key: string }>('place-order', 2, async ({ key }) => void ran.push(key))
  const other = await startJobs(database.pool, { error() {} })
  // The workers have looked once and wait now.
  await new Promise((resolve) => setTimeout(resolve, 300))
  await other.enqueue('place-order', { key: 'later', data: { key: 'later' }, afterSeconds: 3 })
  await other.enqueue('place-order', { key: 'now', data: { key: 'now' } })
  await expect.poll(() => ran, { timeout: 20_000 }).toEqual(['now'])
  await expect.poll(() => ran, { timeout: 20_000 }).toEqual(['now', 'later'])
  await other.stop()
})

test('asks the database a few times a second when no job is due, whatever the number of workers', async () => {
  const idle = await startJobs(database.pool, { error() {} })
  for (const queue of QUEUES) await idle.work(queue, 4, async () => {})
  const asked = vi.spyOn(database.pool, 'query')
  const inOneSecond = async () => {
    asked.mockClear()
    await new Promise((resolve) => setTimeout(resolve, 1_000))
    return asked.mock.calls.length
  }
  // Each of the 68 workers looks once at its start; if they polled, they would ask at least 34 times a second.
  await expect.poll(inOneSecond).toBeLessThan(20)
  asked.mockRestore()
  await idle.stop()
})

test('runs the next job soon when the database was away at the end of one', async () => {
  const query = database.pool.query.bind(database.pool)
  const ran: string[] = []
  await jobs.work<{ key: string }>('send-payment', 1, async ({ key }) => {
    ran.push(key)
    if (key === 'first') database.pool.query = () => Promise.reject(new Error('Connection terminated'))
  })
  await jobs.enqueue('send-payment', { key: 'first', data: { key: 'first' } })
  await expect.poll(() => ran).toEqual(['first'])
  // The worker has failed to tell the end of its job, and waits.
  await new Promise((resolve) => setTimeout(resolve, 1_500))
  database.pool.query = query
  await jobs.enqueue('send-payment', { key: 'second', data: { key: 'second' } })
  await expect.poll(() => ran, { timeout: 20_000 }).toContain('second')
})
