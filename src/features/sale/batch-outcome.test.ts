import { expect, test } from 'vitest'
import type { BatchPart } from '../../contract/batches.ts'
import { batchOutcome } from './batch-outcome.ts'

type Status = NonNullable<BatchPart['order']>['status']

const batch = (statuses: (Status | null)[], { done = true, stopped = null as string | null } = {}) =>
  batchOutcome({
    done,
    stopped,
    parts: statuses.map((status, n) => ({
      n: n + 1,
      from: n * 2 + 1,
      to: n * 2 + 2,
      order: status && { id: String(n), status, outSerialNo: String(n), cashierUrl: null, asksPayer: false },
      refusal: null,
    })),
  })

test('says that a split list is placed only when every part is', () => {
  expect(batch(['unpaid', 'paid', 'issued'])).toMatchObject({ outcome: 'placed', settled: true })
  expect(batch(['unpaid', 'submitting'])).toMatchObject({ outcome: 'doubt', doubtful: 1 })
  expect(batch(['unpaid', 'uncertain'])).toMatchObject({ outcome: 'doubt', doubtful: 1 })
})

test('follows a part in doubt after everything was sent', () => {
  expect(batch(['unpaid', 'submitting']).settled).toBe(false)
  expect(batch(['unpaid', 'failed', 'uncertain']).settled).toBe(false)
})

test('counts as placed neither rejected parts nor those in doubt', () => {
  expect(batch(['unpaid', 'failed', 'uncertain', 'paid'])).toMatchObject({ outcome: 'partly', placed: 2 })
  expect(batch(['unpaid', null], { stopped: 'invalid' })).toMatchObject({ outcome: 'partly', placed: 1 })
})

test('is still sending until the last part is sent', () => {
  expect(batch(['unpaid', null], { done: false })).toMatchObject({ outcome: 'sending', sent: 1 })
})
