import { shanghaiDay } from '#contract/days.ts'
import { emptyPerson } from '#contract/people-empty.ts'
import { CARD_TYPES, RELATIONS } from '#contract/people.ts'
import { isOdd } from '#contract/sale-faults.ts'
import type { PurchaseDraft } from '#contract/purchases.ts'
import { purchaseFaults } from '#contract/purchase-rules.ts'
import type { Deps } from '../../deps.ts'
import type { Claims } from './judge-token.ts'

type Fault = { field: string; code: string }

const PERSON = Object.keys(emptyPerson())
/** Values outside these lists are replaced by a default, so they are named here. */
const LISTED: Record<string, readonly string[]> = {
  cardType: CARD_TYPES,
  gender: ['M', 'F'],
  relation: RELATIONS,
}
const LIST_CODES: Record<string, string> = { cardType: 'card-type', gender: 'gender', relation: 'relation' }

/**
 * Values of a token's `plan` and `prefill` that the purchase cannot use. The customer still sees the form, and the
 * partner's page gets this list. Fields and codes only, no values.
 */
export async function prefillFaults(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  { plan, prefill, product }: Claims,
  draft: PurchaseDraft,
): Promise<Fault[]> {
  if (plan === undefined && !prefill) return []
  const { rules, plans } = await db
    .selectFrom('products')
    .select(['rules', 'plans'])
    .where('product_code', '=', product)
    .executeTakeFirstOrThrow()
  const faults = [...shapeFaults(prefill ?? {})]
  const named = new Set(faults.map(({ field }) => field))
  const given = { planCode: plan, ...prefill }
  for (const [field, code] of purchaseFaults(draft, rules, plans, shanghaiDay(now())))
    if (!named.has(field) && isGiven(given, field) && code !== 'required' && !isOdd(code))
      faults.push({ field: field === 'planCode' ? 'plan' : field, code })
  return faults.slice(0, 20)
}

/** Keys and types that the draft parser ignores silently. */
function* shapeFaults(prefill: Record<string, unknown>): Generator<Fault> {
  for (const [key, value] of Object.entries(prefill)) {
    if (key === 'startDate' || key === 'endDate') yield* textFaults(key, value)
    else if (key === 'holder') yield* personFaults(key, value, PERSON)
    else if (key !== 'insured') yield { field: key.slice(0, 40), code: 'unknown' }
    else if (!Array.isArray(value)) yield { field: key, code: 'invalid' }
    else
      for (const [place, one] of value.entries())
        yield* personFaults(`${key}.${place}`, one, [...PERSON, 'relation'])
  }
}

function* personFaults(at: string, person: unknown, known: string[]): Generator<Fault> {
  if (typeof person !== 'object' || person === null) return yield { field: at, code: 'invalid' }
  for (const [key, value] of Object.entries(person)) {
    const field = `${at}.${key.slice(0, 40)}`
    const listed = LISTED[key]
    if (!known.includes(key)) yield { field, code: 'unknown' }
    else if (listed && value !== '' && !listed.includes(value as string))
      yield { field, code: LIST_CODES[key] ?? 'invalid' }
    else yield* textFaults(field, value)
  }
}

function* textFaults(field: string, value: unknown): Generator<Fault> {
  if (typeof value !== 'string') yield { field, code: 'invalid' }
}

function isGiven(values: unknown, path: string): boolean {
  const value = path
    .split('.')
    .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], values)
  return value !== undefined && value !== ''
}
