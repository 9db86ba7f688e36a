import { expect, test } from 'vitest'
import { faultRounds } from './fault-rounds.ts'

test('nothing acknowledged is lost or doubled after kills and cuts at random moments under load', async () => {
  // A claim whose send was killed is sent again after two minutes without a trace.
  const figures = await faultRounds({ rounds: 11, customers: 3, settleMs: 300_000, longestMs: 1_500 })
  expect(figures).toMatchObject({ lost: [], doubled: [], stuck: [] })
  expect(figures.acknowledged.orders).toBeGreaterThan(3)
}, 900_000)
