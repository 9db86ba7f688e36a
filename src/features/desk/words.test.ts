import { expect, test } from 'vitest'
import { axisOf, axisWords, pointMark, shareWords } from './words.ts'

test('the axis has round steps from zero to above the maximum', () => {
  for (const most of [0, 1, 3_600, 99_999, 100_000, 12_345_678]) {
    const marks = axisOf(most)
    expect(marks[0]).toBe(0)
    expect(marks.at(-1)).toBeGreaterThanOrEqual(most)
    expect(marks.length).toBeGreaterThanOrEqual(3)
    expect(marks.length).toBeLessThanOrEqual(6)
  }
})

test('shortens amounts and shares without ambiguity', () => {
  expect([0, 25_000, 1_500_000, 20_000_000].map((fen) => axisWords(fen, 'zh'))).toEqual([
    '¥0',
    '¥250',
    '¥1.5万',
    '¥20万',
  ])
  expect(axisWords(1_500_000, 'en')).toBe('¥15k')
  expect([shareWords(0, 0), shareWords(0, 3), shareWords(1, 3), shareWords(1, 30), shareWords(3, 3)]).toEqual(
    ['—', '0%', '33%', '3.3%', '100%'],
  )
})

test('an axis writes hours, days and months as lists do', () => {
  expect([
    pointMark('2026-12-01T09', 'hour'),
    pointMark('2026-12-01', 'day'),
    pointMark('2026-12', 'month'),
  ]).toEqual(['09:00', '12-01', '2026-12'])
})
