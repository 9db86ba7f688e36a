import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { openDatabase } from '../store/database.ts'
import { startEmbeddedPostgres } from '../store/embedded-postgres.ts'
import { migrate } from '../store/migrate.ts'
import { createBudget } from './budget.ts'
import { BudgetExhausted } from './errors.ts'

test('slots that a killed server never wrote down stay used: never over the limit, and nearly all of it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'budget-crash-'))
  await chmod(folder, 0o755)
  const server = await startEmbeddedPostgres(folder)
  const { db, close } = openDatabase(server.connection)
  await migrate(db)
  const budget = createBudget({ db, limit: 400, leaseMs: 11_000 })
  const take = () => budget.acquire({ name: 'getOrderDetail', priority: 'screen' }, Date.now() + 500)

  let taken = 0
  for (; taken < 19; taken++) await take()
  const { pid } = server
  process.kill(pid ?? Number.NaN, 'SIGKILL')
  for (let back = false; !back; await pause(50)) {
    back =
      server.pid !== pid &&
      (
        await db
          .selectFrom('gateway_backoff')
          .selectAll()
          .execute()
          .catch(() => [])
      ).length > 0
  }
  for (let left = true; left; )
    await take().then(
      () => taken++,
      (error: unknown) => {
        expect(error).toBeInstanceOf(BudgetExhausted)
        left = false
      },
    )
  await close()
  await server.stop()
  await rm(folder, { recursive: true })
  expect(taken).toBeLessThanOrEqual(400)
  expect(taken).toBeGreaterThanOrEqual(380)
})
