import { expect, test } from 'vitest'
import { agoWords } from './ago.ts'

test('shows relative time in its largest unit', () => {
  const now = Date.parse('2026-03-01T12:00:00Z')
  const ago = (seconds: number, language: 'zh' | 'en' = 'zh') =>
    agoWords(new Date(now - seconds * 1000).toISOString(), language, now)
  expect([59, 60, 3_599, 3_600, 86_399, 86_400, 40 * 86_400].map((seconds) => ago(seconds))).toEqual([
    '刚刚',
    '1 分钟前',
    '59 分钟前',
    '1 小时前',
    '23 小时前',
    '1 天前',
    '40 天前',
  ])
  expect([ago(60, 'en'), ago(7_200, 'en')]).toEqual(['1 minute ago', '2 hours ago'])
  // A clock slightly behind.
  expect(ago(-5)).toBe('刚刚')
})
