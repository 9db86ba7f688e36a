import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type OpenDatabase, openDatabase } from '../store/database.ts'
import { startEmbeddedPostgres } from '../store/postgres/embedded-postgres.ts'
import { migrate } from '../store/migrate.ts'
import { createBudget } from './budget.ts'
import { BudgetExhausted } from './errors.ts'

test('slots of a crashed database server stay used, and the window is nearly full', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'budget-crash-'))
  await chmod(folder, 0o755)
  const server = await startEmbeddedPostgres(folder)
  const takeFrom = ({ db }: OpenDatabase) => {
    const budget = createBudget({ db, limit: 400, leaseMs: 11_000 })
    return () => budget.acquire({ name: 'getOrderDetail', priority: 'screen' }, Date.now() + 500)
  }
  const before = openDatabase(server.connection)
  await migrate(before.db)
  const takeBefore = takeFrom(before)

  let taken = 0
  for (; taken < 19; taken++) await takeBefore()
  process.kill(server.pid ?? Number.NaN, 'SIGKILL')
  await before.close()
  // New connections: the old ones briefly reach processes that the killed server left behind.
  const after = openDatabase(server.connection)
  const isBack = () =>
    after.pool.query('select').then(
      () => true,
      () => false,
    )
  await expect.poll(isBack, { timeout: 50_000 }).toBe(true)
  const take = takeFrom(after)
  for (let left = true; left; )
    await take().then(
      () => taken++,
      (error: unknown) => {
        expect(error).toBeInstanceOf(BudgetExhausted)
        left = false
      },
    )
  await after.close()
  await server.stop()
  await rm(folder, { recursive: true })
  expect(taken).toBeLessThanOrEqual(400)
  expect(taken).toBeGreaterThanOrEqual(380)
})
