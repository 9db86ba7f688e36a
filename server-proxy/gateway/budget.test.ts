import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openDatabase } from '../store/database.ts'
import { bulkTrial, burstTrial } from '../testing/budget-trial.ts'
import { type TestDatabase, testDatabase } from '../testing/database.ts'
import { createBudget } from './budget.ts'
import { BudgetExhausted, CircuitOpen } from './errors.ts'

const LIMIT = 20
const WINDOW_MS = 1_000
const call = { name: 'getOrderDetail', priority: 'screen' } as const

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
beforeEach(async () => {
  await database.db.deleteFrom('gateway_calls').execute()
  await database.db
    .updateTable('gateway_backoff')
    .set({ strikes: 0, until: new Date(0) })
    .execute()
})
afterAll(() => database.close())

const budgetOn = (db = database.db, leaseMs = 5_000) =>
  createBudget({ db, limit: LIMIT, windowMs: WINDOW_MS, leaseMs })

test('two processes together use the limit and never exceed it in any window', async () => {
  const other = openDatabase(database.config)
  const ends: number[] = []
  const deadline = Date.now() + 6_000
  const work = async (budget: ReturnType<typeof budgetOn>) => {
    const slot = await budget.acquire(call, deadline)
    await slot.release('0000', 200, null)
    ends.push(Date.now())
  }
  const budgets = [budgetOn(), budgetOn(other.db)]
  await Promise.all(Array.from({ length: 50 }, (_, n) => work(budgets[n % 2] ?? budgetOn())))
  await other.close()
  const { rows } = await database.pool.query<{ started: number }>(
    'select (extract(epoch from started_at) * 1000)::float8 as started from gateway_calls order by started_at',
  )
  const starts = rows.map((row) => row.started)
  // Every window that matters begins with a call: count from each.
  const most = Math.max(
    ...starts.map((from) => starts.filter((at) => at >= from && at < from + WINDOW_MS).length),
  )
  expect(most).toBe(LIMIT)
  expect(starts).toHaveLength(50)
})

test('four processes, one killed while holding, never exceed the limit and use nearly all of it', async () => {
  const { used, most } = await burstTrial(database.config, 8_000)
  expect(most).toBeLessThanOrEqual(400)
  expect(used).toBeGreaterThanOrEqual(390)
})

test('refuses no screen call beside bulk jobs of three other processes', async () => {
  const { refused, most, bulk } = await bulkTrial(database.config, 4_000, 160)
  expect(refused).toBe(0)
  expect(most).toBeLessThanOrEqual(400)
  expect(bulk).toBeLessThanOrEqual(300)
  expect(bulk).toBeGreaterThan(100)
})

test('sends nothing during the back-off after 0002, and each next back-off is longer', async () => {
  const other = openDatabase(database.config)
  const mine = budgetOn()
  const theirs = budgetOn(other.db)
  const slots = await Promise.all([
    mine.acquire(call, Date.now() + 100),
    theirs.acquire(call, Date.now() + 100),
  ])
  for (const slot of slots) await slot.release('0002', 200, null)
  await expect(theirs.acquire(call, Date.now() + 500)).rejects.toThrow(BudgetExhausted)
  await expect(mine.acquire(call, Date.now() + 500)).rejects.toMatchObject({
    retryAfterMs: expect.toSatisfy((ms: number) => ms > 500 && ms <= 1_500),
  })
  const next = await mine.acquire(call, Date.now() + 4_000)
  await next.release('0002', 200, null)
  await expect(theirs.acquire(call, Date.now() + 500)).rejects.toMatchObject({
    retryAfterMs: expect.toSatisfy((ms: number) => ms > 2_000),
  })
  await other.close()
})

test("five failures open an interface's circuit, and one successful probe closes it", async () => {
  const other = openDatabase(database.config)
  const [mine, theirs] = [database.db, other.db].map((db) =>
    createBudget({ db, limit: LIMIT, windowMs: WINDOW_MS, leaseMs: 5_000, probeMs: 1_500 }),
  )
  if (!mine || !theirs) throw new Error('two budgets')
  const soon = () => Date.now() + 2_000
  for (let n = 0; n < 5; n++) await (await mine.acquire(call, soon())).release('timeout', null, null)
  await expect(theirs.acquire(call, soon())).rejects.toThrow(CircuitOpen)
  // Other interfaces are unaffected.
  await (await theirs.acquire({ ...call, name: 'register' }, soon())).release('0000', 200, null)
  await pause(1_600)
  const probe = await theirs.acquire(call, soon())
  await expect(mine.acquire(call, soon())).rejects.toThrow(CircuitOpen)
  await probe.release('1000', 200, null)
  await (await mine.acquire(call, soon())).release('0000', 200, null)
  await other.close()
})

test('slots of a dead process return after their lease', async () => {
  const dying = budgetOn(database.db, 200)
  for (let n = 0; n < LIMIT; n++) await dying.acquire(call, Date.now() + 100)
  await expect(budgetOn().acquire(call, Date.now() + 300)).rejects.toThrow(BudgetExhausted)
  const slot = await budgetOn().acquire(call, Date.now() + 3_000)
  await slot.release('0000', 200, null)
})

test('refuses visitors at once beyond their share per address and in total', async () => {
  const budget = budgetOn()
  const deadline = Date.now() + 5_000
  const refused = async (visitor: string) => {
    const began = performance.now()
    const answer = await budget.acquire({ ...call, visitor }, deadline).catch((error: unknown) => error)
    expect(performance.now() - began).toBeLessThan(500)
    return answer instanceof BudgetExhausted
  }
  // A tenth of 20 each, a quarter of 20 together.
  const tries: boolean[] = []
  for (const visitor of ['a', 'a', 'a', 'b', 'b', 'c', 'd']) tries.push(await refused(visitor))
  expect(tries).toEqual([false, false, true, false, false, false, true])
  // The rest of the window is for others.
  for (let n = 0; n < LIMIT - 5; n++) await budget.acquire(call, Date.now() + 100)
})
