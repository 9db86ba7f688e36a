import { expect, test } from 'vitest'
import { daysBetween, hoursWithoutCover } from './change-words.ts'

const NOON = Date.parse('2026-12-01T12:00:00+08:00')

test.each([
  ['2026-12-10', '2026-12-10', 0],
  ['2026-12-10', '2026-12-12', 48],
  ['2026-12-10', '2026-12-05', 0],
  ['2026-11-30', '2026-12-02', 12],
  [null, '2026-12-02', 12],
  ['2026-12-10', null, null],
])('cover from %s, sold again from %s, is missing for %s hours', (old, next, hours) =>
  expect(hoursWithoutCover(old, next, NOON)).toBe(hours),
)

test('counts both ends of a period, and nothing while it is incomplete', () => {
  expect(daysBetween('2026-12-01', '2026-12-03')).toBe(3)
  expect(daysBetween('2026-12-03', '2026-12-01')).toBeNull()
  expect(daysBetween('2026-12-03', null)).toBeNull()
})
