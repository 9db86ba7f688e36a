import fc from 'fast-check'
import { expect, test } from 'vitest'
import { NOW, row } from './decide-cases.ts'
import {
  endClaim,
  FATES,
  type Here,
  LABELS,
  pass,
  press,
  pull,
  saidBy,
  stateOf,
  surrenderThere,
  type There,
  VIEWS,
} from './decide-lives.ts'
import { mayWithdraw } from './settle-claims.ts'

const step = fc.record({
  act: fc.constantFrom('none', 'pay', 'issue', 'end', 'finish', 'refund', 'press', 'press', 'press one'),
  fate: fc.constantFrom(...FATES),
  minutes: fc.constantFrom(0, 1, 3),
  view: fc.oneof({ weight: 2, arbitrary: fc.constant('right' as const) }, fc.constantFrom(...VIEWS)),
  label: fc.oneof(
    { weight: 4, arbitrary: fc.constant(null) },
    fc.constantFrom(...Object.values(LABELS), '无人知晓'),
  ),
  returned: fc.constantFrom('none', 'early', 'counts'),
  withFiles: fc.boolean(),
})
const life = fc.record({
  people: fc.integer({ min: 1, max: 3 }),
  failing: fc.boolean(),
  isGroup: fc.constantFrom(false, false, true),
  /** Most of a life is after the issue. */
  begun: fc.constantFrom(true, true, true, false),
  honest: fc.boolean(),
  steps: fc.array(step, { maxLength: 12 }),
})

test('any order ends in the platform’s own state, whatever the platform said in between', () => {
  const property = fc.property(life, ({ people, isGroup, failing, begun, honest, steps }) => {
    const there: There = { people, isGroup, paid: false, refunded: false, policies: [] }
    const here: Here = { row: row({ status: 'unpaid', insured_count: people }), onFile: [] }
    let done = false
    const issue = () => {
      if (!there.paid || there.policies.length > 0) return
      there.policies = Array.from({ length: people }, (_, n) => ({
        code: isGroup ? 'P1' : `P${n + 1}`,
        state: failing && !isGroup && n === 1 ? 'failed' : 'issued',
      }))
    }
    if (begun) {
      there.paid = true
      issue()
      pull(here, there, saidBy(there, 'right'))
    }
    for (const { act, fate, minutes, view, label, returned, withFiles } of steps) {
      if (act === 'pay') there.paid = true
      if (act === 'issue') issue()
      if (act === 'end') surrenderThere(there, null)
      if (act === 'finish')
        for (const one of there.policies) if (one.state === 'surrendering') one.state = 'surrendered'
      if (act === 'refund') there.refunded = stateOf(there) === 'surrendered'
      if (act.startsWith('press')) done = press(here, there, act === 'press one', fate)
      pass(here, minutes)
      const said = honest ? saidBy(there, 'right') : saidBy(there, view, label, withFiles)
      const again = pull(here, there, said, honest ? 'none' : returned)
      if (honest && done && again) throw new Error('a surrender that the platform shows was sent again')
    }
    for (let n = 0; n < 8; n++) {
      pass(here, 3)
      pull(here, there, saidBy(there, 'right'))
    }
    pass(here, 31)
    pull(here, there, saidBy(there, 'right'))
    if (here.row.surrender_requested_at) {
      expect(mayWithdraw(here.row, NOW)).toBe(true)
      endClaim(here)
      pull(here, there, saidBy(there, 'right'))
    }
    const live = here.onFile.filter(({ gone }) => !gone)
    expect({
      status: here.row.status,
      claim: here.row.surrender_requested_at,
      policies: live.map((one) => [one.policyCode, one.policyStatus]).toSorted(),
    }).toEqual({
      status: stateOf(there),
      claim: null,
      policies: [
        ...new Map(
          there.policies.flatMap(({ code, state }) =>
            state === 'failed' ? [] : [[code, LABELS[state]] as const],
          ),
        ),
      ],
    })
  })
  fc.assert(property, { numRuns: Number(process.env['DECIDE_LIVES'] ?? 5_000) })
})
