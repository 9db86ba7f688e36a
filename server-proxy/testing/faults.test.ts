import { expect, test } from 'vitest'
import { faultRounds } from './fault-rounds.ts'

test('nothing acknowledged is lost or doubled after kills and cuts at random moments under load', async () => {
  const figures = await faultRounds({ rounds: 11, customers: 3, settleMs: 90_000, longestMs: 1_500 })
  expect(figures).toMatchObject({ lost: [], doubled: [], stuck: [] })
  expect(figures.acknowledged.orders).toBeGreaterThan(3)
}, 420_000)
