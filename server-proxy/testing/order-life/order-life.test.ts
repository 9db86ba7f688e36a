import { afterAll, beforeAll, test } from 'vitest'
import { type TestPortal, testPortal } from '../portal.ts'
import { liveOrders } from './order-life.ts'

/** Deterministic, unless ORDER_LIVES asks for more lives or ORDER_LIVES_SEED for others. */
const RUNS = Number(process.env['ORDER_LIVES'] ?? 300)
const SEED = Number(process.env['ORDER_LIVES_SEED'] ?? 20_261_125)

let portal: TestPortal
beforeAll(async () => {
  portal = await testPortal({ rateLimit: 1_000_000, callsKept: 20_000 })
  // A machine that does much else may leave this process standing for seconds.
  portal.deps.pool.options.connectionTimeoutMillis = 60_000
})
afterAll(() => portal.close())

test(
  `${RUNS} random lives end in the platform’s own state despite lost, double, late and forged notifications`,
  () => liveOrders(portal, RUNS, SEED),
  60_000 + RUNS * 1_000,
)
