import { expect, test } from 'vitest'
import { daysCovered } from './days.ts'
import { periodBefore, stepsOf } from './desk.ts'

test.each([
  ['2026-11-25', '2026-11-25', '2026-11-24', '2026-11-24'],
  ['2026-11-19', '2026-11-25', '2026-11-12', '2026-11-18'],
  ['2026-02-27', '2026-03-01', '2026-02-24', '2026-02-26'],
  ['2026-01-01', '2026-02-10', '2025-11-21', '2025-12-31'],
  // Also a month, regardless of the previous month's length.
  ['2026-11-01', '2026-11-25', '2026-10-07', '2026-10-31'],
  ['2026-03-01', '2026-03-31', '2026-01-29', '2026-02-28'],
])('%s to %s is compared with %s to %s', (from, to, before, until) => {
  expect(periodBefore({ from, to })).toEqual({ from: before, to: until })
  expect(daysCovered(before, until)).toBe(daysCovered(from, to))
})

test('splits a period into hours, days or months without gaps', () => {
  expect(stepsOf({ from: '2026-11-25', to: '2026-11-25' })).toHaveLength(24)
  expect(stepsOf({ from: '2024-02-28', to: '2024-03-01' })).toEqual([
    '2024-02-28',
    '2024-02-29',
    '2024-03-01',
  ])
  expect(stepsOf({ from: '2025-12-15', to: '2026-03-02' })).toEqual([
    '2025-12',
    '2026-01',
    '2026-02',
    '2026-03',
  ])
})
