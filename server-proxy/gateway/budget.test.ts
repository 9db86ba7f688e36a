import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openDatabase } from '../store/database.ts'
import { type TestDatabase, testDatabase } from '../testing/database.ts'
import { createBudget } from './budget.ts'
import { BudgetExhausted } from './errors.ts'

const LIMIT = 20
const WINDOW_MS = 1_000
const call = { name: 'getOrderDetail', priority: 'screen' } as const

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
beforeEach(() => database.db.deleteFrom('gateway_calls').execute())
afterAll(() => database.close())

const budgetOn = (db = database.db, leaseMs = 5_000) =>
  createBudget({ db, limit: LIMIT, windowMs: WINDOW_MS, leaseMs })

test('two processes together never have more than the limit in any window, and use it', async () => {
  const other = openDatabase(database.config)
  const ends: number[] = []
  const deadline = Date.now() + 6_000
  const work = async (budget: ReturnType<typeof budgetOn>) => {
    const slot = await budget.acquire(call, deadline)
    await slot.release('0000', 200)
    ends.push(Date.now())
  }
  const budgets = [budgetOn(), budgetOn(other.db)]
  await Promise.all(Array.from({ length: 50 }, (_, n) => work(budgets[n % 2] ?? budgetOn())))
  await other.close()
  const { rows } = await database.pool.query<{ started: number }>(
    'select (extract(epoch from started_at) * 1000)::float8 as started from gateway_calls order by started_at',
  )
  const starts = rows.map((row) => row.started)
  // Any window begins with some call: count from each.
  const most = Math.max(
    ...starts.map((from) => starts.filter((at) => at >= from && at < from + WINDOW_MS).length),
  )
  expect(most).toBe(LIMIT)
  expect(starts).toHaveLength(50)
})

test('background work leaves a quarter of the window to people at screens', async () => {
  const budget = budgetOn()
  const soon = () => Date.now() + 100
  for (let n = 0; n < 15; n++) await budget.acquire({ ...call, priority: 'background' }, soon())
  await expect(budget.acquire({ ...call, priority: 'background' }, soon())).rejects.toThrow(BudgetExhausted)
  for (let n = 0; n < 5; n++) await budget.acquire(call, soon())
  await expect(budget.acquire(call, soon())).rejects.toThrow(BudgetExhausted)
})

test('slots held by a dead process come back after their lease', async () => {
  const dying = budgetOn(database.db, 200)
  for (let n = 0; n < LIMIT; n++) await dying.acquire(call, Date.now() + 100)
  await expect(budgetOn().acquire(call, Date.now() + 300)).rejects.toThrow(BudgetExhausted)
  const slot = await budgetOn().acquire(call, Date.now() + 3_000)
  await slot.release('0000', 200)
})
