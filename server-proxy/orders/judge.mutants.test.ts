import { expect, test } from 'vitest'
import { type Mutation, mutantOf } from '../testing/mutant.ts'
import { CASES, nameOf, rightOf } from './judge-cases.ts'
import type { judge } from './judge.ts'

const rights = CASES.map((one) => JSON.stringify(rightOf(one)))

/** The first combination that `judge.ts` judges wrongly when this is changed in it. */
async function wrongCase(mutation?: Mutation): Promise<string | undefined> {
  const file = new URL('./judge.ts', import.meta.url)
  const mutant = await mutantOf<{ judge: typeof judge }>(file, mutation)
  const isWrong = (one: (typeof CASES)[number], n: number) =>
    JSON.stringify(mutant.judge(one.state, one, one.claim)) !== rights[n]
  const wrong = CASES.find(isWrong)
  return wrong && nameOf(wrong)
}

/** Each rule of `judge.ts`, and a way to break it. */
const MUTANTS: Mutation[] = [
  ['a claim keeps the order surrendering', "denied ? 'surrendering' : shown", 'denied ? shown : shown'],
  ['cover that a label denies is shown beside a claim', 'claimStands && !denied ?', 'claimStands ?'],
  ['denied cover is a contradiction', 'denied || disagrees(', 'disagrees('],
  ['a surrender that is over went nowhere', ' && current !== ', ' || current === '],
  ['a reversed end is noticed', 'indexOf(status) <', 'indexOf(status) >'],
  ['a label on file is no statement', 'inView.filter(({ labelFromFile }) => !labelFromFile)', 'inView'],
  ['a policy with a label on file counts', ', ...inView.filter(({ labelFromFile }) => labelFromFile)]', ']'],
  ['an unknown label moves nothing', 'label ?? current\n  if (', "label ?? 'paid'\n  if ("],
  ['cover denies an end', "says !== 'surrendering' && policies.some(inForce)", 'false'],
  ['cover does not deny a surrender under way', "says !== 'surrendering' && policies", 'policies'],
  ['all in force ends an unlabelled surrender', 'label === null && policies.every(inForce)', 'false'],
  ['one in force ends no unlabelled surrender', 'policies.every(inForce)', 'policies.some(inForce)'],
  ['an unexpected end is not believed', ' && isUnexpectedEnd(', ' && !isUnexpectedEnd('],
  ['an unlabelled end may be further', 'later(says, endOf(policies))', 'says'],
  ['an end is believed', 'later(says, endOf(policies)) : says', "later(says, endOf(policies)) : 'issued'"],
  ['a label alone is no policy', "says === 'issued' ? 'paid' : says", 'says'],
  ['a number proves cover', "if (policies.some(provesCover)) return 'issued'", ''],
  ['people without a number follow the label', 'if (unnumbered.some(mayBeInsured)) return says', ''],
  ['failed numbers are no cover', "endOf(policies) ?? 'failed'", "endOf(policies) ?? 'issued'"],
  ['a claim for the whole order expects the end', 'policyCodes !== null &&', 'policyCodes === null ||'],
  ['a claim for policies expects no other end', ' && !policyCodes.includes', ' && policyCodes.includes'],
  ['cover on file makes an end unexpected', 'onFile.some(inForce) && (', '('],
  ['an earlier end confirms the label', '(!isOver(current) || partlyOver)', 'true'],
  ['an earlier end of some does not', '(!isOver(current) || partlyOver)', '!isOver(current)'],
  ['a failure is no cover', "placed !== 'failed' && !isOver(placed)", '!isOver(placed)'],
  ['an end is no cover', "placed !== 'failed' && !isOver(placed)", "placed !== 'failed'"],
  ['the least advanced end counts', 'OVER.find(', 'OVER.findLast('],
  ['an end is never taken back', 'indexOf(other) >', 'indexOf(other) <'],
  ['nothing is left after an end', "shown === 'surrendered' || shown", 'shown'],
  ['nothing is left after a refund', "shown === 'refunded' || shown", 'shown'],
  ['nothing is left after a failure', " || shown === 'failed') return false", ') return false'],
  ['a label without policies speaks of all', 'isOver(shown) && inView.length === 0', 'false'],
  ['a whole claim is for people without a number', 'policyCodes === null && !isOver', 'false && !isOver'],
  ['a label of an end is for them too', 'null && !isOver(label)', 'null'],
  ['a claim for policies is not', 'policyCodes === null && !isOver', '!isOver'],
  [
    'a missing number proves no end',
    '(!policy) return isOver(label)',
    '(!policy) return true; isOver(label)',
  ],
  ['a missing number ends with the order', '(!policy) return isOver(label)', '(!policy) return false'],
  ['an ended policy shows the claim', 'if (isOver(placed)) return true', ''],
  ['the order’s label may be ahead', "(placed !== 'issued' || (label", '(false && (label'],
  ['a label of a surrender covers policies in force', "(label === 'surrendering' && !someOver)", 'false'],
  ['but not beside one that has begun', ' && !someOver)', ')'],
  ['failed policies are not asked for', "policies.filter(({ placed }) => placed !== 'failed')", 'policies'],
  ['a claim without policies stands', 'asked.length === 0 || !asked', '!asked'],
  ['a claim stands for each policy', '!asked.every(isShown)', '!asked.some(isShown)'],
  ['failed numbers contradict the label', "if (shown === 'failed') return says !== 'failed'", ''],
  ['stated policies contradict no label', ' || inView.length > 0 || label', ' || label'],
  ['an agreeing label contradicts nothing', " || label === 'issued') return false", ') return false'],
  ['a denied end is a contradiction', 'return isOver(label) || (named', 'return (named'],
  ['a named policy contradicts no label from before', 'named.length === 0 && !claimStands', '!claimStands'],
  ['a claim explains a label from before', 'named.length === 0 && !claimStands', 'named.length === 0'],
]

test('the table accepts the source itself', async () => {
  expect(await wrongCase()).toBeUndefined()
})

test.each(MUTANTS)('the table notices when this rule is broken: %s', async (...mutation) => {
  expect(await wrongCase(mutation)).toBeDefined()
})
