import { expect, test } from 'vitest'
import { type Mutation, mutantOf } from '../testing/mutant.ts'
import { rightOutcome, SETTLE_CASES, SETTLE_RULES } from './settle-cases.ts'
import type { surrenderOutcome } from './settle-claims.ts'

/** The combinations that `settle-claims.ts` settles wrongly when this is changed in it. */
async function wrongCases(mutation?: Mutation) {
  const file = new URL('./settle-claims.ts', import.meta.url)
  const mutant = await mutantOf<{ surrenderOutcome: typeof surrenderOutcome }>(file, mutation)
  return SETTLE_CASES.filter((one) => {
    const found = mutant.surrenderOutcome(one.row, one.evidence, one.judgement, one.about)
    return found !== rightOutcome(one)
  })
}

test(`settles ${SETTLE_CASES.length} combinations of claim, label, policies and notification by the rules`, async () => {
  expect((await wrongCases()).slice(0, 3)).toEqual([])
  const unused = SETTLE_RULES.filter(([, when]) => !SETTLE_CASES.some(when)).map(([words]) => words)
  expect(unused).toEqual([])
})

const MUTANTS: Mutation[] = [
  ['a lost surrender is undone after two minutes', 'UNDONE_AFTER_MS = 2 *', 'UNDONE_AFTER_MS = 5 *'],
  [
    'an accepted one needs attention after thirty',
    'UNCONFIRMED_AFTER_MS = 30 *',
    'UNCONFIRMED_AFTER_MS = 60 *',
  ],
  ['it is sent three times', 'SURRENDER_SENDS = 3', 'SURRENDER_SENDS = 4'],
  ['nothing was asked', "if (!claim) return 'none'", "if (!claim) return 'open'"],
  ['a failed order is not surrendered', "if (judgement.status === 'failed') return 'undone'", ''],
  ['what is shown is done', "if (!judgement.claimStands) return 'none'", ''],
  [
    'a part that shows proves that it arrived',
    'row.surrender_lost && begun &&',
    'row.surrender_lost && !begun &&',
  ],
  ['an answered one is not lost', 'row.surrender_lost && begun', 'begun'],
  ['only a claim for the whole order has parts', ' && claim.policyCodes === null) return', ') return'],
  ['an unnamed end is a trace', 'row.surrender_lost && !isUnnamedEnd', 'row.surrender_lost'],
  ['a stated policy denies that trace', ' && inView.every(({ labelFromFile }) => labelFromFile)', ''],
  ['a label on file does not', 'inView.every(({ labelFromFile }) => labelFromFile)', 'inView.length === 0'],
  ['a lost one waits', "if (!isOlder(since, patience, now)) return 'open'", ''],
  ['it waits for a notification to count', "returned === 'early' ?", 'false ?'],
  ['but only then', "returned === 'early' ?", 'true ?'],
  [
    'an order that went on is not surrendered again',
    "row.status === 'surrendering' && row.surrender_sends",
    'row.surrender_sends',
  ],
  ['sends are counted', ' && row.surrender_sends < SURRENDER_SENDS', ''],
  ['failed policies were not asked for', ".filter(({ placed }) => placed !== 'failed')", ''],
  ['policies on file were asked for', '[...inView, ...onFile]', '[...inView]'],
  ['people without a number were asked for', ' && unnumbered.some(mayBeInsured)', ' && false'],
  ['but not by a claim for policies', 'claim.policyCodes === null && unnumbered', 'unnumbered'],
  ['an ending policy is not in force', " && one.placed === 'issued'", ''],
  ['a label on file states nothing', ' && !one.labelFromFile', ''],
  ['an early notification does not end it', "returned === 'counts' &&", "returned !== 'none' &&"],
  ['without a notification it goes on', "if (returned === 'counts' && ", 'if ('],
  ['a label of an end outweighs the notification', '= !isOver(label) && !isUnseen', '= !isUnseen'],
  ['an unseen policy keeps it open', ' && !isUnseen', ''],
  ['something must be in view', ' && asked.length > 0', ''],
  ['all must be in force', 'asked.every(inForce)', 'asked.some(inForce)'],
]

test.each(MUTANTS)('the rules notice when this one is broken: %s', async (...mutation) => {
  expect((await wrongCases(mutation)).length).toBeGreaterThan(0)
})
