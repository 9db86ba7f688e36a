import fc from 'fast-check'
import { expect, test } from 'vitest'
import { withIdentity } from '../../contract/people-form.ts'
import { emptyInsured, emptyPerson } from '../../contract/people-empty.ts'
import { CARD_TYPES, RELATIONS } from '../../contract/people.ts'
import { DEFAULT_RULES } from '../../contract/products.ts'
import { readPurchaseDraft } from '../../contract/purchases.ts'
import { purchaseFaults } from '../../contract/purchase-rules.ts'
import { PURCHASE_STEPS, stepOfField } from '../../contract/purchase-steps.ts'
import { placeOfFault, SELF } from './draft.ts'

const TODAY = '2026-11-24'
const PLANS = [{ planCode: '30543', planName: '计划一', minPrice: 100 }]
const RULES = { ...DEFAULT_RULES, minAge: 20, maxAge: 60, maxInsured: 2 }

const IDS = ['', '1', '11010119900307109X', '110101201503070018', '110101193003070014', '110101199003071090']
const person = fc
  .record({
    name: fc.constantFrom('', '李雷', '韩梅梅'),
    cardType: fc.constantFrom(...CARD_TYPES),
    cardNo: fc.constantFrom(...IDS, 'E12345678', '?'),
    birthday: fc.constantFrom('', '1990-03-07', '2015-03-07', '1930-03-07', '2030-01-01'),
    gender: fc.constantFrom('M' as const, 'F' as const, '' as const),
    mobile: fc.constantFrom('', '13900139000', '1'),
    email: fc.constantFrom('', 'name@example.com', '@'),
  })
  .map((typed) => withIdentity({ ...emptyPerson(), ...typed, cardNo: '' }, { cardNo: typed.cardNo }))
const insured = fc
  .tuple(person, fc.constantFrom('' as const, ...RELATIONS))
  .map(([one, relation]) => ({ ...emptyInsured(), ...one, relation }))

/** Fields shown by the steps of a draft, and the rows that lead to a person's fields. */
function fieldsOf(draft: ReturnType<typeof readPurchaseDraft>): Set<string> {
  const ofPerson = (who: string, cardType: string, more: string[]) =>
    [
      'name',
      'cardType',
      'cardNo',
      'mobile',
      ...(cardType === 'id-card' ? [] : ['birthday', 'gender']),
      ...more,
    ].map((name) => `${who}.${name}`)
  return new Set([
    'planCode',
    'startDate',
    'endDate',
    'insured',
    SELF,
    ...ofPerson('holder', draft.holder.cardType, ['email']),
    ...draft.insured.flatMap(({ cardType, relation, email }, place) =>
      relation === 'self'
        ? []
        : ofPerson(`insured.${place}`, cardType, ['relation', ...(email ? ['email'] : [])]),
    ),
  ])
}

test('every fault of any draft has a visible field', () => {
  fc.assert(
    fc.property(person, fc.array(insured, { maxLength: 4 }), (holder, people) => {
      const draft = readPurchaseDraft({ holder, insured: people, startDate: TODAY, endDate: TODAY })
      const faults = purchaseFaults(draft, RULES, PLANS, TODAY)
      const fields = fieldsOf(draft)
      for (const path of faults.keys()) {
        expect(fields, path).toContain(placeOfFault(draft, faults, path))
        expect(PURCHASE_STEPS).toContain(stepOfField(path))
      }
    }),
    { numRuns: 1_000 },
  )
})

test('reports the age of a holder with an ID at the ID', () => {
  const holder = withIdentity({ ...emptyPerson(), name: '小明' }, { cardNo: '110101201503070018' })
  const draft = readPurchaseDraft({ holder, insured: [] })
  expect(placeOfFault(draft, new Map(), 'holder.birthday')).toBe('holder.cardNo')
})

test('reports the age of an insured holder at the tick', () => {
  const holder = withIdentity({ ...emptyPerson(), name: '李雷' }, { cardNo: '11010119900307109X' })
  const draft = readPurchaseDraft({ holder, insured: [{ ...emptyInsured(), ...holder, relation: 'self' }] })
  expect(placeOfFault(draft, new Map(), 'insured.0.birthday')).toBe(SELF)
})
