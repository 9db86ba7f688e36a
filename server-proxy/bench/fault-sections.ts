import { setTimeout as pause } from 'node:timers/promises'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '../store/database.ts'
import { startEmbeddedPostgres } from '../store/postgres/embedded-postgres.ts'
import { migrate } from '../store/migrate.ts'
import { bulkTrial, burstTrial } from '../testing/budget-trial.ts'
import { faultRounds } from '../testing/fault-rounds.ts'
import { benchPortal } from './bench-portal.ts'
import { ms, quantile, type Section } from './figure.ts'

const ROUNDS = Number(process.argv.find((arg) => arg.startsWith('--rounds='))?.slice(9) ?? 200)

export const faultsSection: Section = {
  name: 'faults',
  about: `${ROUNDS} rounds of kills and cuts under load (--rounds=N)`,
  async run() {
    const figures = await faultRounds({
      rounds: ROUNDS,
      customers: 6,
      settleMs: 300_000,
      longestMs: 12_000,
      onRound: (round, what) => process.stderr.write(`\r${round + 1}/${ROUNDS} ${what.padEnd(40)}`),
    })
    process.stderr.write('\n')
    const { orders, notifications, payments, surrenders } = figures.acknowledged
    for (const line of [...figures.lost, ...figures.doubled, ...figures.stuck])
      process.stderr.write(`${line}\n`)
    const acknowledged = `${orders} orders, ${notifications} notifications, ${payments} payments, ${surrenders} surrenders`
    const none = (name: string, list: string[]) => ({
      promise: `${name}, of ${acknowledged} acknowledged in ${ROUNDS} rounds`,
      found: String(list.length),
      target: '0',
      holds: list.length === 0,
    })
    return [
      none('lost', figures.lost),
      none('doubled', figures.doubled),
      none('not right by themselves within five minutes', figures.stuck),
      {
        promise: `slowest answer, whatever was broken (${figures.slowest.what})`,
        found: ms(figures.slowest.ms),
        target: '≤ 10,000 ms',
        holds: figures.slowest.ms <= 10_000,
      },
    ]
  },
}

export const budgetSection: Section = {
  name: 'budget',
  about: 'four processes, one budget, in real windows of 60 s (four minutes)',
  async run() {
    const folder = await mkdtemp(join(tmpdir(), 'bench-budget-'))
    await chmod(folder, 0o755)
    const server = await startEmbeddedPostgres(folder)
    const opened = openDatabase(server.connection)
    try {
      await migrate(opened.db)
      const burst = await burstTrial(server.connection, 60_000)
      await opened.pool.query('delete from gateway_calls')
      const bulk = await bulkTrial(server.connection, 60_000, 90)
      return [
        {
          promise: 'used by a burst of 1,000 from screens, one process killed while holding',
          found: `${burst.used} of 400`,
          target: '≥ 390, ≤ 400',
          holds: burst.used >= 390 && burst.most <= 400,
        },
        {
          promise: 'bulk work in any 60 s',
          found: `${bulk.bulk}, with ${bulk.most} in all`,
          target: '≤ 300, ≤ 400',
          holds: bulk.bulk <= 300 && bulk.most <= 400,
        },
        {
          promise: 'a person at a screen beside three bulk jobs waits at most',
          found: `${ms(bulk.waitedMs)}, ${bulk.refused} refused`,
          target: '≤ 1,000 ms',
          holds: bulk.waitedMs <= 1_000 && bulk.refused === 0,
        },
      ]
    } finally {
      await opened.close()
      await server.stop()
      await rm(folder, { recursive: true, force: true })
    }
  },
}

export const circuitSection: Section = {
  name: 'circuit',
  repeats: 2,
  about: 'a platform that hangs and recovers',
  async run() {
    const portal = await benchPortal()
    try {
      const path = `/api/members/${portal.memberId}/platform-orders`
      const asked = async () => {
        const began = performance.now()
        const { status } = await fetch(portal.url + path, { headers: portal.headers })
        return { took: performance.now() - began, status }
      }
      await portal.control('POST', '/faults', {
        interface: 'getOrderListUrl',
        fault: 'hang',
        times: 'always',
      })
      const slow: number[] = []
      for (let answer = await asked(); ; answer = await asked()) {
        slow.push(answer.took)
        if (answer.status === 503 || slow.length > 10) break
      }
      const open: number[] = []
      for (let n = 0; n < 100; n++) open.push((await asked()).took)
      await portal.control('DELETE', '/faults')
      const healed = performance.now()
      while ((await asked()).status !== 200) await pause(200)
      const healing = performance.now() - healed
      return [
        {
          promise: 'the platform hangs: an answer in words within',
          found: ms(Math.max(...slow)),
          target: '≤ 10,000 ms',
          holds: Math.max(...slow) <= 10_000,
        },
        {
          promise: 'with the circuit open, p95',
          found: ms(quantile(open, 0.95)),
          target: '≤ 50 ms',
          holds: quantile(open, 0.95) <= 50,
          measured: { name: 'open, p95', value: quantile(open, 0.95), unit: 'ms', better: 'less' },
        },
        {
          promise: 'healed after the platform did',
          found: ms(healing),
          target: '≤ 30,000 ms',
          holds: healing <= 30_000,
        },
      ]
    } finally {
      await portal.end()
    }
  },
}
