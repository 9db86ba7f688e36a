import { expect, test } from 'vitest'
import { addTo, compare, type Committed, type Run, readCommitted } from './committed.ts'

const before: Committed = {
  'orders: ratio': { unit: '×', better: 'more', values: [0.5, 0.52, 0.54], on: 'a machine' },
  'read: added': { unit: 'ms', better: 'less', values: [2.8, 3, 3.1], on: 'a machine' },
  'memory: growth': { unit: '×', better: 'less', values: [1.1], on: 'a machine' },
}
const verdicts = (run: Run) => compare(before, run).map(({ verdict }) => verdict)

test('marks a figure as worse when it moved by more than the spread of the repeats', () => {
  expect(
    verdicts({
      'orders: ratio': { unit: '×', better: 'more', values: [0.45, 0.46, 0.47] },
      'read: added': { unit: 'ms', better: 'less', values: [3.9, 4, 4.1] },
    }),
  ).toEqual(['WORSE', 'WORSE'])
})

test('does not mark a figure that moved within the spread of its own repeats', () => {
  expect(
    verdicts({
      'orders: ratio': { unit: '×', better: 'more', values: [0.42, 0.47, 0.55] },
      'read: added': { unit: 'ms', better: 'less', values: [3.2, 3.4] },
    }),
  ).toEqual(['same', 'same'])
})

test('judges no figure that was measured once on both sides, and none without a committed value', () => {
  expect(
    verdicts({
      'memory: growth': { unit: '×', better: 'less', values: [1.9] },
      'start: ready': { unit: 'ms', better: 'less', values: [1_200, 1_300] },
    }),
  ).toEqual(['noise unknown', 'new'])
})

test('a figure that got better says so', () => {
  expect(verdicts({ 'read: added': { unit: 'ms', better: 'less', values: [1.9, 2, 2.1] } })).toEqual([
    'better',
  ])
})

test('shows the median and the range of the repeats', () => {
  const run: Run = {}
  for (const value of [0.5, 0.44, 0.47])
    addTo(run, 'orders', [
      {
        promise: 'GET /api/orders',
        found: '',
        target: '',
        holds: true,
        measured: { name: 'ratio', value, unit: '×', better: 'more' },
      },
    ])
  expect(compare(before, run)).toEqual([
    {
      figure: 'orders: ratio',
      committed: '0.52× (0.50 to 0.54)',
      now: '0.47× (0.44 to 0.50)',
      verdict: 'same',
    },
  ])
})

test('every committed figure has at least one value', () => {
  for (const [name, { values }] of Object.entries(readCommitted()))
    expect(values.length, name).toBeGreaterThan(0)
})
