import { expect, test } from 'vitest'
import { DEFAULT_RULES } from '../../contract/products.ts'
import { faultsOf, readRules, writeRules } from './rules.ts'

const typed = writeRules(DEFAULT_RULES)

test('rules survive the form, including no limit', () => {
  const rules = { ...DEFAULT_RULES, earliestStartDays: 1, minAge: 0, maxAge: null }
  expect(readRules(writeRules(rules))).toEqual(rules)
})

test.each([
  [{ minDays: '' }, 'minDays', 'out-of-range'],
  [{ maxInsured: '1.5' }, 'maxInsured', 'out-of-range'],
  [{ maxAge: '十' }, 'maxAge', 'out-of-range'],
  [{ minDays: '10', maxDays: '9' }, 'maxDays', 'below-least'],
  [{ minAge: '18', maxAge: '17' }, 'maxAge', 'below-least'],
] as const)('reports %o at %s', (change, name, fault) => {
  const form = { ...typed, ...change }
  expect(faultsOf(form).get(name)).toBe(fault)
  expect(readRules(form)).toBeNull()
})
