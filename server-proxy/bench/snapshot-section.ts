import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { type Jobs, startJobs } from '../jobs/jobs.ts'
import { openDatabase } from '../store/database.ts'
import { startEmbeddedPostgres } from '../store/postgres/embedded-postgres.ts'
import type { Section } from './figure.ts'

/** As many as a notification every 60 ms makes in ten minutes. */
const JOBS = 10_000
const MEASURED = 1_000
/** Jobs a second: four times the calls that the platform allows. */
const ENOUGH = (4 * 400) / 60

export const snapshotSection: Section = {
  name: 'snapshot',
  about: `${JOBS.toLocaleString('en')} jobs while a backup holds a snapshot: their dead rows cannot be removed`,
  async run() {
    const folder = await mkdtemp(join(tmpdir(), 'bench-snapshot-'))
    await chmod(folder, 0o755)
    const server = await startEmbeddedPostgres(folder)
    const { pool, close } = openDatabase(server.connection)
    const jobs = await startJobs(pool, { error() {} })
    try {
      let done = 0
      await jobs.work('pull-order', 8, async () => void done++)
      const run = (count: number) => perSecond(jobs, count, () => done)
      await run(MEASURED)
      const before = await run(MEASURED)
      const snapshot = await pool.connect()
      await snapshot.query('begin isolation level repeatable read read only')
      await snapshot.query('select count(*) from pgboss.job')
      await run(JOBS)
      const within = await run(MEASURED)
      await snapshot.query('commit')
      snapshot.release()
      return [
        {
          promise: `jobs a second, ${JOBS.toLocaleString('en')} jobs into a snapshot against before`,
          found: `${Math.round(within)} against ${Math.round(before)}: ${(within / before).toFixed(2)}×`,
          target: `≥ ${ENOUGH.toFixed(0)} a second`,
          holds: within >= ENOUGH,
          measured: { name: 'of before', value: within / before, unit: '×', better: 'more' },
        },
      ]
    } finally {
      await jobs.stop()
      await close()
      await server.stop()
      await rm(folder, { recursive: true, force: true })
    }
  },
}

async function perSecond(jobs: Jobs, count: number, done: () => number): Promise<number> {
  const first = done()
  const from = performance.now()
  for (let n = 0; n < count; n++)
    await jobs.enqueue('pull-order', { key: `${first} ${n}`, data: { orderId: `${n}` } })
  while (done() < first + count) await pause(5)
  return (1_000 * count) / (performance.now() - from)
}
