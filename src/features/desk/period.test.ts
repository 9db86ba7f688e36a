import { expect, test } from 'vitest'
import { periodFault, readPeriod, writePeriod } from './period.ts'

/** Just after midnight in Shanghai, still the previous day in London. */
const NOW = Date.parse('2026-03-01T00:30:00+08:00')

test.each([
  ['', '7', '2026-02-23', '2026-03-01'],
  ['period=today', 'today', '2026-03-01', '2026-03-01'],
  ['period=30', '30', '2026-01-31', '2026-03-01'],
  ['period=month', 'month', '2026-03-01', '2026-03-01'],
  ['from=2026-01-05&to=2026-01-06', 'own', '2026-01-05', '2026-01-06'],
  // Invalid values fall back to the default.
  ['from=2026-02-30&to=2026-03-01', '7', '2026-02-23', '2026-03-01'],
  ['from=2026-03-02&to=2026-03-01&period=own', '7', '2026-02-23', '2026-03-01'],
])('?%s is %s', (search, choice, from, to) => {
  expect(readPeriod(new URLSearchParams(search), NOW)).toEqual({ choice, period: { from, to } })
})

test('a period survives the URL, which keeps other parameters', () => {
  const search = new URLSearchParams('reason=difference&from=2026-01-05&to=2026-01-06')
  for (const choice of ['today', '7', '30', 'month', 'own'] as const) {
    const written = writePeriod(search, choice, { from: '2026-02-01', to: '2026-02-02' })
    expect(readPeriod(written, NOW).choice).toBe(choice)
    expect(written.get('reason')).toBe('difference')
  }
  expect(writePeriod(search, '7', { from: '', to: '' }).toString()).toBe('reason=difference')
})

test('reports an invalid period at its field', () => {
  expect(periodFault({ from: '', to: '2026-01-01' })).toEqual({ field: 'from', code: 'day' })
  expect(periodFault({ from: '2025-01-01', to: '2026-01-01' })).toBeNull()
  expect(periodFault({ from: '2025-01-01', to: '2026-01-02' })?.code).toBe('period-over-year')
})
