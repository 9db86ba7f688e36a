import * as z from 'zod/mini'
import { ProductRules } from '../../contract/products.ts'

/** Numeric rules, in form order. */
export const NUMBERS = ['minDays', 'maxDays', 'minAge', 'maxAge', 'maxInsured'] as const
type Name = (typeof NUMBERS)[number]

/** The rules as input values. An empty age means no limit. */
export type RulesText = Record<Name | 'earliestStartDays', string>
export type RulesFault = 'out-of-range' | 'below-least'

export function writeRules(rules: ProductRules): RulesText {
  const text = (value: number | null) => (value === null ? '' : String(value))
  return {
    earliestStartDays: text(rules.earliestStartDays),
    minDays: text(rules.minDays),
    maxDays: text(rules.maxDays),
    minAge: text(rules.minAge),
    maxAge: text(rules.maxAge),
    maxInsured: text(rules.maxInsured),
  }
}

function parse(form: RulesText) {
  const number = (text: string) => (text.trim() === '' ? Number.NaN : Number(text))
  const age = (text: string) => (text.trim() === '' ? null : Number(text))
  return z.safeParse(ProductRules, {
    earliestStartDays: number(form.earliestStartDays),
    minDays: number(form.minDays),
    maxDays: number(form.maxDays),
    minAge: age(form.minAge),
    maxAge: age(form.maxAge),
    maxInsured: number(form.maxInsured),
  })
}

/** Fault by rule. */
export function faultsOf(form: RulesText): Map<Name, RulesFault> {
  const parsed = parse(form)
  const faults = new Map<Name, RulesFault>()
  for (const issue of parsed.error?.issues ?? []) faults.set(issue.path[0] as Name, 'out-of-range')
  if (!parsed.success) return faults
  const { minDays, maxDays, minAge, maxAge } = parsed.data
  if (maxDays < minDays) faults.set('maxDays', 'below-least')
  if (minAge !== null && maxAge !== null && maxAge < minAge) faults.set('maxAge', 'below-least')
  return faults
}

/** The parsed rules, or null if one is invalid. */
export function readRules(form: RulesText): ProductRules | null {
  return faultsOf(form).size === 0 ? (parse(form).data ?? null) : null
}
