import { describe, expect, test } from 'vitest'
import type { PolicyFiles } from '../gateway/types.ts'
import { answer, BOTH, claim, FILED, filed, outcome, type Person, row } from './decide-cases.ts'

const counted = (said: ReturnType<typeof answer>) => {
  const { insured_count } = outcome(row(), FILED, said).values
  return row({ insured_count: insured_count as number })
}

test.each<[string, ReturnType<typeof answer>]>([
  ['lists one of two people', answer('已承保', [BOTH[0]!])],
  ['gives two people one number', answer('已承保', [BOTH[0]!, BOTH[0]!])],
  ['shows the end of one of two people', answer('已退保', [['P1', '已退保']])],
])('keeps the other policy when an answer that %s comes twice', (_name, said) => {
  const { policies, status } = outcome(counted(said), FILED, said)
  expect(policies.gone).toEqual([])
  expect(status).toBe('issued')
})

test('a complete answer replaces numbers that changed, though an earlier one mixed old and new', () => {
  const onFile = [filed('P1', '已承保', true), filed('P2', '已承保', true), filed('P1R'), filed('P2R')]
  const mixed = answer('已承保', [BOTH[0]!, [null, '已承保']])
  expect(outcome(counted(mixed), onFile, mixed).policies.gone).toEqual([])
  const known = [filed('P1'), filed('P2', '已承保', true), filed('P1R'), filed('P2R')]
  expect(outcome(counted(mixed), known, answer('已承保', BOTH)).policies.gone).toEqual(['P1R', 'P2R'])
})

test('counts the people of an unpaid order as the customer left them', () => {
  const unpaid = row({ status: 'unpaid', insured_count: 3 })
  const { values } = outcome(unpaid, [], answer('待支付', [[null, null]]))
  expect(values.insured_count).toBe(1)
})

describe('with an answer of 7.6', () => {
  const filesOf = (...lines: [policyCode: string | null, insuredName?: string][]) =>
    ({
      policyDetailList: lines.map(([policyCode, insuredName = null]) => ({ policyCode, insuredName })),
    }) as PolicyFiles
  const countOf = (before: number, onFile: typeof FILED, people: Person[], files: PolicyFiles) =>
    outcome(row({ insured_count: before }), onFile, { ...answer('已承保', people), files }).values
      .insured_count

  test('counts people whom only 7.6 names', () => {
    expect(countOf(1, [], [BOTH[0]!], filesOf(['P1', '李雷'], ['P2', '韩梅梅']))).toBe(2)
  })

  test.each<[string, typeof FILED, PolicyFiles]>([
    ['without a number', FILED, filesOf(['P1'], ['P2'], [null, '韩梅梅'])],
    ['for the old number of a person', FILED, filesOf(['P1'], ['P2'], ['P1R'], ['P2R'])],
    ['of a person who has another', [], filesOf(['P1', '李雷'], ['P1R', '李雷'], ['P2', '韩梅梅'])],
  ])('counts no person for a line %s', (_name, onFile, files) => {
    expect(countOf(2, onFile, BOTH, files)).toBe(2)
  })

  test.each<[string, typeof FILED, PolicyFiles, number]>([
    ['falls when 7.6 agrees', [], filesOf(['P1'], ['P2']), 2],
    ['stays when 7.6 names another policy', [], filesOf(['P1'], ['P3']), 3],
    ['stays when 7.6 names fewer policies', [], filesOf(['P1']), 3],
    ['stays when another policy is on file', [filed('P3')], filesOf(['P1'], ['P2']), 3],
    ['falls when another policy on file is gone', [filed('P3', '已承保', true)], filesOf(['P1'], ['P2']), 2],
  ])('the number of people %s', (_name, onFile, files, count) => {
    expect(countOf(3, onFile, BOTH, files)).toBe(count)
  })
})

test('keeps a policy when the first answers with policies each leave people out', () => {
  const paid = row({ status: 'paid', insured_count: 3 })
  const { values, status } = outcome(paid, [], answer('已承保', [BOTH[0]!]))
  const next = row({ status, insured_count: values.insured_count as number })
  expect(outcome(next, [filed('P1')], answer('已承保', [BOTH[1]!])).policies.gone).toEqual([])
})

test.each<[string, Person[], string, string]>([
  [
    'one policy ended',
    [
      ['P1', '已退保'],
      [null, '已承保'],
    ],
    '已承保',
    'issued',
  ],
  [
    'one policy failed',
    [
      ['P1', '投保失败'],
      [null, '投保中'],
    ],
    '投保中',
    'paid',
  ],
  [
    'one policy ended early',
    [
      ['P1', '已退保'],
      [null, '投保中'],
    ],
    '投保中',
    'paid',
  ],
  [
    'one policy ended and the other failed',
    [
      ['P1', '已退保'],
      [null, '投保失败'],
    ],
    '已承保',
    'surrendered',
  ],
])('follows the label while a person has no number and %s', (_name, people, label, status) => {
  const before = row({ status: label === '已承保' ? 'issued' : 'paid' })
  expect(outcome(before, [filed('P1')], answer(label, people)).status).toBe(status)
})

test('keeps cover on file, and asks a person, when a label ends an order of which one policy was ending', () => {
  const onFile = [filed('P1', '退保中'), filed('P2')]
  const { status, up } = outcome(row({ status: 'surrendering' }), onFile, answer('已退保', []))
  expect(status).toBe('issued')
  expect(up).toContain('contradiction')
})

describe('when an answer names the policies without their labels', () => {
  const unlabelled: Person[] = [
    ['P1', null],
    ['P2', null],
  ]

  test('the order’s label of an end closes a claim for them', () => {
    const { status, ends, up } = outcome(claim(5), FILED, answer('已退款', unlabelled))
    expect([status, ends, up]).toEqual(['refunded', true, []])
  })

  test('a person is asked about the end of cover on file that no claim asked for', () => {
    const { status, up } = outcome(row(), FILED, answer('已退款', unlabelled))
    expect([status, up]).toEqual(['issued', ['contradiction']])
  })

  test('a return notification ends no claim for policies that only our file has in force', () => {
    expect(outcome(claim(5), FILED, answer('已承保', unlabelled), 'counts').ends).toBe(false)
    expect(outcome(claim(5), FILED, answer('已承保', BOTH), 'counts').ends).toBe(true)
  })

  test('their numbers still prove cover against a label from before the issue', () => {
    const { status, up } = outcome(row(), FILED, answer('已支付', unlabelled))
    expect([status, up]).toEqual(['issued', []])
  })
})

test.each<[string, ReturnType<typeof filed>[], Person[], boolean]>([
  ['ends', FILED, BOTH, true],
  ['ends, beside a failed policy,', FILED, [...BOTH, ['P3', '投保失败']], true],
  ['does not end, while a policy on file is not in view,', FILED, [BOTH[0]!], false],
  ['does not end, while a person has no number,', [filed('P1')], [BOTH[0]!, [null, '已承保']], false],
])('a return notification %s a claim for the whole order', (_words, onFile, people, ends) => {
  expect(outcome(claim(5), onFile, answer('已承保', people), 'counts').ends).toBe(ends)
})

test('a claim for the whole order stands while a person without a number may still be insured', () => {
  const people: Person[] = [
    ['P1', '已退保'],
    [null, '已承保'],
  ]
  expect(outcome(claim(5), [filed('P1')], answer('已承保', people)).ends).toBe(false)
})

test.each([
  ['ends before it begins', '2027-01-01至2026-12-30'],
  ['ends before the order was made', '0001-01-01至0001-01-02'],
])('keeps the placed period when the period of the platform %s', (_name, safeguardPeriod) => {
  const { values } = outcome(row(), FILED, answer('已承保', BOTH, { safeguardPeriod }))
  expect(values).not.toHaveProperty('cover_end')
})
