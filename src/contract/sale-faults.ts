import { addDays, ageOn, daysCovered } from './days.ts'
import type { Holder, Insured } from './people.ts'
import { isOddCardNo, isOddName } from './people-clean.ts'
import type { ProductRules } from './products.ts'

type FieldFault = { path: (string | number)[]; code: string }

type Sale = {
  startDate?: string | undefined
  endDate?: string | undefined
  holder?: Holder | undefined
  insured?: Insured[] | undefined
}

/** Cross-field faults that need neither product nor clock. */
export function saleFaults(sale: Sale): FieldFault[] {
  const faults: FieldFault[] = []
  const { startDate, endDate, holder, insured = [] } = sale
  if (startDate && endDate && endDate < startDate)
    faults.push({ path: ['endDate'], code: 'end-before-start' })
  const seen = new Set<string>()
  insured.forEach((person, place) => {
    const identity = `${person.cardType} ${person.cardNo.toUpperCase()}`
    if (seen.has(identity)) faults.push({ path: ['insured', place, 'cardNo'], code: 'insured-twice' })
    seen.add(identity)
    if (person.relation === 'self' && holder) {
      if (person.name !== holder.name) faults.push({ path: ['insured', place, 'name'], code: 'self-differs' })
      if (person.cardType !== holder.cardType || person.cardNo.toUpperCase() !== holder.cardNo.toUpperCase())
        faults.push({ path: ['insured', place, 'cardNo'], code: 'self-differs' })
    }
  })
  return faults
}

/** Violations of the product's rules on `today` (Asia/Shanghai). */
export function ruleFaults(sale: Sale, rules: ProductRules, today: string): FieldFault[] {
  const faults: FieldFault[] = []
  const { startDate, endDate, holder, insured = [] } = sale
  const from = startDate || today
  if (startDate && daysCovered(today, startDate) - 1 < rules.earliestStartDays)
    faults.push({ path: ['startDate'], code: `start-too-early-${addDays(today, rules.earliestStartDays)}` })
  if (startDate && endDate && endDate >= startDate) {
    const days = daysCovered(startDate, endDate)
    if (days < rules.minDays) faults.push({ path: ['endDate'], code: `period-too-short-${rules.minDays}` })
    if (days > rules.maxDays) faults.push({ path: ['endDate'], code: `period-too-long-${rules.maxDays}` })
  }
  if (holder) {
    if (holder.birthday > today) faults.push({ path: ['holder', 'birthday'], code: 'born-later' })
    else if (ageOn(holder.birthday, today) < 18)
      faults.push({ path: ['holder', 'birthday'], code: 'holder-under-age' })
  }
  if (insured.length > rules.maxInsured)
    faults.push({ path: ['insured'], code: `too-many-insured-${rules.maxInsured}` })
  insured.forEach((person, place) => {
    const path = ['insured', place, 'birthday']
    if (person.birthday > today) faults.push({ path, code: 'born-later' })
    else if (rules.minAge !== null && ageOn(person.birthday, from) < rules.minAge)
      faults.push({ path, code: 'too-young' })
    else if (rules.maxAge !== null && ageOn(person.birthday, from) > rules.maxAge)
      faults.push({ path, code: 'too-old' })
  })
  return faults
}

/** Names and ID numbers of unusual shape. They pass once `confirmed` is true. */
export function oddPeople(sale: Sale): FieldFault[] {
  const people = [
    ...(sale.holder ? [{ at: ['holder'], person: sale.holder }] : []),
    ...(sale.insured ?? []).map((person, place) => ({ at: ['insured', place], person })),
  ]
  return people.flatMap(({ at, person }) => [
    ...(isOddName(person.name) ? [{ path: [...at, 'name'], code: 'odd-name' }] : []),
    ...(isOddCardNo(person.cardType, person.cardNo)
      ? [{ path: [...at, 'cardNo'], code: 'odd-card-no' }]
      : []),
  ])
}

/** Codes that pass once confirmed. */
export const isOdd = (code: string | undefined): boolean => code === 'odd-name' || code === 'odd-card-no'
