/**
 * One of several processes that share a budget. Argument: JSON {config, limit, windowMs, leaseMs, platform}.
 * An IPC message `{priority, calls, deadlineMs, everyMs?}` makes that many calls, all together or one per
 * interval. Each is a request to `platform` and reports `{waitedMs}` or `{refused}`.
 */
import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import { createBudget } from '../gateway/budget.ts'
import { openDatabase } from '../store/database.ts'

export type BudgetSetup = {
  config: pg.PoolConfig
  limit: number
  windowMs: number
  leaseMs: number
  platform: string
}
export type BudgetOrder = {
  priority: 'screen' | 'background'
  calls: number
  deadlineMs: number
  everyMs?: number
}
export type BudgetReport =
  | { ready: true }
  | { priority: BudgetOrder['priority']; waitedMs: number }
  | { priority: BudgetOrder['priority']; refused: string }
  | { done: true }

const { config, platform, ...options } = JSON.parse(process.argv[2] ?? '') as BudgetSetup
const { db } = openDatabase({
  ...config,
  max: 4,
  // The speed of the disk does not matter here.
  options: '-c synchronous_commit=off',
})
const budget = createBudget({ db, ...options })
const tell = (report: BudgetReport) => process.send?.(report)

async function call(priority: BudgetOrder['priority'], deadlineMs: number): Promise<void> {
  const asked = performance.now()
  try {
    const slot = await budget.acquire({ name: 'getOrderDetail', priority }, Date.now() + deadlineMs)
    tell({ priority, waitedMs: performance.now() - asked })
    const { status } = await fetch(platform, { method: 'POST', headers: { priority } })
    await slot.release('0000', status, null)
  } catch (error) {
    tell({ priority, refused: error instanceof Error ? error.name : 'unknown' })
  }
}

process.on('message', (order: BudgetOrder) => {
  void (async () => {
    const calls: Promise<void>[] = []
    for (let n = 0; n < order.calls; n++) {
      calls.push(call(order.priority, order.deadlineMs))
      if (order.everyMs) await pause(order.everyMs)
    }
    await Promise.all(calls)
    tell({ done: true })
  })()
})
process.on('disconnect', () => process.exit(0))
tell({ ready: true })
