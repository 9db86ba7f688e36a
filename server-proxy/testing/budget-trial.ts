import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import type { BudgetOrder, BudgetReport, BudgetSetup } from './budget-process.ts'

const LIMIT = 400
const PROCESSES = 4

/**
 * A burst of 1,000 screen calls from four processes on one database, one of them killed while it holds slots.
 * Returns the calls that reached the platform in the first window, and the most in any.
 */
export function burstTrial(config: pg.PoolConfig, windowMs: number) {
  return withWorkers(config, windowMs, async ([first, ...others], arrivals) => {
    const burst: BudgetOrder = { priority: 'screen', calls: 250, deadlineMs: Math.min(9_000, windowMs * 0.9) }
    void first?.run(burst)
    const rest = others.map((worker) => worker.run(burst))
    while (arrivals.length < 60) await pause(1)
    first?.kill()
    await Promise.all(rest)
    return { used: arrivals.length, most: mostIn(windowMs, arrivals) }
  })
}

/**
 * Three bulk jobs at full speed beside a person who makes `calls` calls within one window. Returns the
 * person's longest wait (ms), and the calls that reached the platform in any window, in total and by the
 * bulk.
 */
export function bulkTrial(config: pg.PoolConfig, windowMs: number, calls: number) {
  return withWorkers(config, windowMs, async ([person, ...bulk], arrivals) => {
    for (const worker of bulk)
      void worker.run({ priority: 'background', calls: 2_000, deadlineMs: 2 * windowMs })
    await pause(windowMs / 20)
    await person?.run({ priority: 'screen', calls, deadlineMs: 9_000, everyMs: windowMs / calls })
    const reports = person?.reports ?? []
    const background = arrivals.filter((one) => one.background)
    return {
      waitedMs: Math.max(...reports.flatMap((report) => ('waitedMs' in report ? report.waitedMs : []))),
      refused: reports.filter((report) => 'refused' in report).length,
      most: mostIn(windowMs, arrivals),
      bulk: mostIn(windowMs, background),
    }
  })
}

type Arrival = { at: number; background: boolean }
type Worker = Awaited<ReturnType<typeof startWorker>>

async function withWorkers<Figures>(
  config: pg.PoolConfig,
  windowMs: number,
  work: (workers: Worker[], arrivals: Arrival[]) => Promise<Figures>,
): Promise<Figures> {
  const arrivals: Arrival[] = []
  const platform = createServer((request, response) => {
    arrivals.push({ at: performance.now(), background: request.headers['priority'] === 'background' })
    request.resume()
    setTimeout(() => response.end('{}'), 20 + Math.random() * 30)
  })
  await new Promise<void>((resolve) => platform.listen(0, '127.0.0.1', resolve))
  const address = platform.address()
  const setup: BudgetSetup = {
    config,
    limit: LIMIT,
    windowMs,
    leaseMs: windowMs / 6,
    platform: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
  }
  const workers = await Promise.all(Array.from({ length: PROCESSES }, () => startWorker(setup)))
  try {
    return await work(workers, arrivals)
  } finally {
    for (const worker of workers) worker.kill()
    platform.closeAllConnections()
    platform.close()
  }
}

/** Every window that matters begins with an arrival: count from each. */
function mostIn(windowMs: number, arrivals: { at: number }[]): number {
  let most = 0
  let end = 0
  for (let start = 0; start < arrivals.length; start++) {
    while (end < arrivals.length && (arrivals[end]?.at ?? 0) < (arrivals[start]?.at ?? 0) + windowMs) end++
    most = Math.max(most, end - start)
  }
  return most
}

async function startWorker(setup: BudgetSetup) {
  const child: ChildProcess = fork(join(import.meta.dirname, 'budget-process.ts'), [JSON.stringify(setup)], {
    execArgv: ['--disable-warning=ExperimentalWarning'],
  })
  const reports: BudgetReport[] = []
  let whenDone = () => {}
  child.on('message', (report: BudgetReport) => {
    if ('done' in report) whenDone()
    else reports.push(report)
  })
  await once(child, 'message')
  return {
    reports,
    /** Resolves when all calls have ended; never for a killed process. */
    run(order: BudgetOrder): Promise<void> {
      child.send(order)
      return new Promise((resolve) => (whenDone = resolve))
    },
    kill: () => void child.kill('SIGKILL'),
  }
}
