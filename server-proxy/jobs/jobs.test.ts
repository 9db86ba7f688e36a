import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../testing/database.ts'
import { type Jobs, startJobs } from './jobs.ts'

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
