import type { CardType, Relation } from '../contract/people.ts'
import { cleanCardNo } from '../contract/people-clean.ts'
import type { Fact } from './line-facts.ts'
import { hasSurname } from './surnames.ts'

type Name = Extract<Fact, { is: 'name' }>

/** A person's facts. `fault`: why they are rejected. */
export type Part = {
  names: Name[]
  documents: { value: string; cardType: CardType | null; at: number }[]
  mobiles: string[]
  birthdays: string[]
  genders: ('M' | 'F')[]
  emails: string[]
  relation: Relation | ''
  unused: string[]
  fault: string | null
}

/** The people of one line with their facts. */
export function partsOf(facts: readonly Fact[]): Part[] {
  const documents = facts.filter(({ is }) => is === 'document')
  if (documents.length < 2) return [partOf(facts)]
  const marks = facts.filter(({ is }) => is === 'document' || is === 'name')
  const groups = marks.filter((one, place) => one.is === 'document' || marks[place - 1]?.is !== 'name')
  const nameGroups = groups.filter(({ is }) => is === 'name').length
  if (nameGroups <= 1 && !severalNames(facts)) return [partOf(facts)]
  const alternate = groups.every((one, place) => place === 0 || one.is !== groups[place - 1]?.is)
  if (!alternate || groups.length % 2 !== 0) return [{ ...partOf(facts), fault: 'two-people' }]
  const starts = groups.filter(({ is }) => is === groups[0]?.is).map((one) => startOf(one, facts))
  const parts = starts.map((start, place) => {
    const from = place === 0 ? 0 : start
    const to = starts[place + 1] ?? Number.POSITIVE_INFINITY
    return partOf(facts.filter(({ at }) => at >= from && at < to))
  })
  const mixed = parts.some(
    ({ mobiles, genders, emails }) => Math.max(mobiles.length, genders.length, emails.length) > 1,
  )
  if (mixed) return [{ ...partOf(facts), fault: 'two-people' }]
  return parts.every(({ relation }) => relation) || relationsOf(facts).every((one) => isGlued(one, facts))
    ? parts
    : parts.map((part) => ({ ...part, relation: '' as const }))
}

const relationsOf = (facts: readonly Fact[]) => facts.filter(({ is }) => is === 'relation')

/** 儿子王小宝: of the name it stands before, for certain. */
const isGlued = (one: Fact, facts: readonly Fact[]) =>
  facts.some(({ is, at }) => is === 'name' && at === one.end)

/** Where a person begins: at the relation before the name, if the line begins with it or it is joined to the name. */
function startOf(mark: Fact, facts: readonly Fact[]): number {
  const before = facts[facts.indexOf(mark) - 1]
  if (before?.is !== 'relation') return mark.at
  const first = facts.find(({ is }) => is === 'relation' || is === 'name' || is === 'document')
  return first?.is === 'relation' || isGlued(before, facts) ? before.at : mark.at
}

function severalNames(facts: readonly Fact[]): boolean {
  return (
    facts.filter((one) => one.is === 'name' && !one.bracket && /\p{Script=Han}/u.test(one.value)).length > 1
  )
}

function partOf(facts: readonly Fact[]): Part {
  const of = <Is extends Fact['is']>(is: Is) =>
    facts.filter((fact): fact is Extract<Fact, { is: Is }> => fact.is === is)
  return {
    names: of('name'),
    documents: of('document').map(({ value, cardType, at }) => ({ value: cleanCardNo(value), cardType, at })),
    mobiles: of('mobile').map(({ value }) => value),
    birthdays: of('birthday').map(({ value }) => value),
    genders: of('gender').map(({ value }) => value),
    emails: of('email').map(({ value }) => value),
    relation: of('relation')[0]?.value ?? '',
    unused: of('unused').map(({ value }) => value),
    fault: of('fault')[0]?.value ?? null,
  }
}

/** Merges two parts of one person from consecutive lines. */
export function joined(one: Part, other: Part): Part {
  const behind = 10_000
  return {
    names: [...one.names, ...other.names.map((name) => ({ ...name, at: name.at + behind }))],
    documents: [...one.documents, ...other.documents.map((paper) => ({ ...paper, at: paper.at + behind }))],
    mobiles: [...one.mobiles, ...other.mobiles],
    birthdays: [...one.birthdays, ...other.birthdays],
    genders: [...one.genders, ...other.genders],
    emails: [...one.emails, ...other.emails],
    relation: one.relation || other.relation,
    unused: [...one.unused, ...other.unused],
    fault: one.fault ?? other.fault,
  }
}

/** The name among candidate words, and the rest; null if ambiguous. */
export function chooseName({ names, documents }: Part): { name: string; others: string[] } | null {
  const labelled = names.find((one) => one.labelled)
  const outside = names.filter((one) => !one.bracket)
  const pool = labelled ? [labelled] : outside.length > 0 ? outside : names
  const chosen = pool.length === 1 ? pool[0] : clearest(pool, documents[0]?.at)
  if (!chosen) return null
  return { name: chosen.value, others: names.filter((one) => one !== chosen).map(({ value }) => value) }
}

function clearest(pool: Name[], documentAt: number | undefined): Name | undefined {
  const only = (some: Name[]) => (some.length === 1 ? some[0] : undefined)
  const chinese = pool.filter(({ value }) => /\p{Script=Han}/u.test(value))
  // 陈大文 CHAN TAI MAN: the same person twice.
  if (chinese.length === 1 && pool.length === 2) return chinese[0]
  const known = chinese.filter(({ value }) => hasSurname(value) || value.includes('·'))
  const before = (some: Name[]) => some.filter(({ at }) => documentAt !== undefined && at < documentAt)
  return only(known) ?? only(before(known)) ?? (known.length === 0 ? only(before(pool)) : undefined)
}
