import { readIdCard } from '../contract/id-card.ts'
import type { CardType } from '../contract/people.ts'
import { withIdentity } from '../contract/people-form.ts'
import { emptyInsured } from '../contract/people-empty.ts'
import type { InsuredForm } from '../contract/people-typed.ts'
import { nameFault, withoutInvisible } from '../contract/people-clean.ts'
import { chooseName, joined, type Part, partsOf } from './line-people.ts'
import { withoutNumber } from './list-number.ts'
import { aboutNobody } from './line-words.ts'
import { headOf } from './pasted-head.ts'
import { cleanLine, type Column, scanLine } from './scan-line.ts'
import { hasSurname } from './surnames.ts'

/** Position in the pasted text: line numbers from 1, and the original lines. */
type Lines = { line: number; lines: number[]; text: string }
/** `unused`: words that an order has no field for. */
export type PastedPerson = InsuredForm & Lines & { unused: string[] }
export type BadLines = Lines & { code: string }
export type SkippedLines = Lines & { why: 'head' | 'total' | 'role' | 'chat' | 'note' }
export type PastedPeople = { people: PastedPerson[]; bad: BadLines[]; skipped: SkippedLines[] }

/**
 * Reads people from pasted text of agencies and chats: one or several lines each, labels in any order or none. Every
 * non-empty line is in exactly one of `people`, `bad` and `skipped`.
 */
export function readPeople(text: string): PastedPeople {
  const reader = new Reader()
  text.split(/\r?\n/).forEach((raw, place) => reader.line(raw, place + 1))
  return reader.end()
}

/** Maximum line length of a list. */
const LONGEST_LINE = 4_000

type Record = { part: Part; lines: { line: number; raw: string }[]; weak: boolean }

class Reader {
  private readonly found: PastedPeople = { people: [], bad: [], skipped: [] }
  private readonly seen = new Set<string>()
  private columns: Column[] | null = null
  private open: Record | null = null
  /** The label that starts each multi-line record, taken from the first one. */
  private lead: 'name' | 'document' | null = null
  /** Number of consecutive single-line records. After them, a lone fact belongs to no one. */
  private single = 0
  /** The lines are about the holder, or only those without a name are. */
  private holder: 'lines' | 'line' | null = null

  line(raw: string, line: number): void {
    if (raw.trim() === '') {
      this.holder = null
      if (this.open && isWhole(this.open.part)) this.close()
      return
    }
    const one = { line, raw }
    if (raw.length > LONGEST_LINE) return this.refuse([one], 'long-line')
    const text = withoutNumber(cleanLine(raw))
    const columns = headOf(text)
    if (columns) {
      this.close()
      this.columns = text.includes('\t') ? columns : null
      return this.skip(one, 'head')
    }
    const cells = this.columns && text.split('\t').length > 1 ? this.columns : null
    const { facts, labels } = scanLine(text, cells)
    if (INSURED.test(text)) this.holder = null
    else if (HOLDER_ALONE.test(text)) this.holder = 'lines'
    const has = (...all: string[]) => facts.some(({ is }) => all.includes(is))
    const weighty = has('document', 'mobile', 'fault')
    const broken = facts.some(
      ({ is, value }) => is === 'fault' && value !== 'unknown-number' && value !== 'mobile',
    )
    if (has('name') && this.holder === 'line') this.holder = null
    if (has('document') || this.holder === 'line') {
      if (HOLDER.test(text) || this.holder) return this.refuseHolder(one)
    } else if (HOLDER.test(text) && has('name')) {
      this.holder ??= 'line'
      return this.skip(one, 'role')
    }
    const nobody = has('document') || broken ? null : aboutNobody(text)
    if (nobody) return this.skip(one, nobody)
    if (!has('name') && !weighty) return this.detail(partsOf(facts)[0], one, labels.length > 0)
    if (!weighty && !labels.includes('name') && isSentence(facts, text)) return this.skip(one, 'note')
    const parts = partsOf(facts)
    const [part] = parts
    if (parts.length === 1 && part) return this.take(part, one, labels.length === 0 && !weighty)
    this.close()
    this.addAll(parts, [one])
  }

  /** 投保人：… names the payer. The user must confirm that the payer travels too. */
  private refuseHolder(one: { line: number; raw: string }): void {
    this.close()
    this.refuse([one], 'holder-line')
  }

  /** A line with only a sex, birthday or similar belongs to the open person or to no one. */
  private detail(part: Part | undefined, one: { line: number; raw: string }, labelled: boolean): void {
    const { open } = this
    // An unlabelled date or sex below a complete person applies to the whole list.
    const near = open && (labelled || open.lines.length > 1 || !isWhole(open.part))
    const told =
      part &&
      (part.genders.length > 0 || part.birthdays.length > 0 || part.emails.length > 0 || part.relation)
    if (told && near && this.belongs(open, part)) this.take(part, one, false)
    else this.skip(one, 'note')
  }

  private take(part: Part, one: { line: number; raw: string }, weak: boolean): void {
    const open = this.open
    if (open && this.belongs(open, part)) {
      open.part = joined(open.part, part)
      open.lines.push(one)
      if (!weak || part.documents.length > 0) open.weak &&= !isWhole(open.part)
      return
    }
    this.close()
    if (!isWhole(part))
      this.lead ??= part.names.length > 0 ? 'name' : part.documents.length > 0 ? 'document' : null
    this.open = { part, lines: [one], weak }
  }

  /** True if a line continues the open person: it repeats no fact. */
  private belongs({ part, lines }: Record, next: Part): boolean {
    const both = (of: (one: Part) => unknown[]) => of(part).length > 0 && of(next).length > 0
    if (both((one) => one.names) || both((one) => one.mobiles) || both((one) => one.genders)) return false
    if (both((one) => one.documents) && next.documents[0]?.cardType === part.documents[0]?.cardType)
      return false
    if (next.names.length > 0 && (this.lead === 'name' || isWhole(next))) return false
    if (next.documents.length > 0 && (this.lead === 'document' || isWhole(next)))
      return part.documents.length === 0 && this.lead !== 'document'
    const adjacent = isWhole(part) && lines.length === 1
    return !(adjacent && this.single > 0)
  }

  private close(): void {
    const open = this.open
    this.open = null
    if (!open) return
    const unknown = open.weak && open.part.documents.length === 0
    const first = open.lines[0]
    if (unknown && first && !open.part.names.some(({ value }) => hasSurname(value) || value.includes('·'))) {
      for (const one of open.lines) this.skip(one, 'note')
      return
    }
    this.addAll([open.part], open.lines)
  }

  /** All people of these lines, or none if one is invalid, so that the lines are corrected as a whole. */
  private addAll(parts: Part[], lines: Record['lines']): void {
    this.single = lines.length === 1 ? this.single + 1 : 0
    const built = parts.map(personOf)
    const code = built.find((one) => typeof one === 'string')
    const people = built.filter((one) => typeof one !== 'string')
    const identities = people.map(({ cardType, cardNo }) => `${cardType} ${cardNo}`)
    const twice = identities.some((one, at) => this.seen.has(one) || identities.indexOf(one) !== at)
    if (code !== undefined || twice) {
      return this.refuse(lines, code ?? 'insured-twice')
    }
    for (const one of identities) this.seen.add(one)
    this.found.people.push(...people.map((one) => ({ ...one, ...placeOf(lines) })))
  }

  private refuse(lines: Record['lines'], code: string): void {
    this.found.bad.push({ ...placeOf(lines), code })
  }

  private skip(one: { line: number; raw: string }, why: SkippedLines['why']): void {
    if (why !== 'note') this.close()
    this.found.skipped.push({ ...placeOf([one]), why })
  }

  /** Names below each other, then their numbers: the last name has the first number only by chance. */
  private refuseLists(): void {
    const { people, bad } = this.found
    const codes = new Map(bad.map(({ lines, code }) => [lines, code]))
    const all = [...people, ...bad, ...this.found.skipped].toSorted((one, other) => one.line - other.line)
    all.forEach((one, place) => {
      const [before, after] = [all[place - 1], all[place + 1]]
      const chance =
        before && codes.get(before.lines) === 'no-document' && after && codes.get(after.lines) === 'no-name'
      if (!chance || one.lines.length < 2 || codes.has(one.lines)) return
      this.found.people = this.found.people.filter(({ lines }) => lines !== one.lines)
      bad.push({ line: one.line, lines: one.lines, text: one.text, code: 'name-apart' })
    })
  }

  end(): PastedPeople {
    this.close()
    const inOrder = <One extends Lines>(all: One[]) => all.toSorted((one, other) => one.line - other.line)
    this.refuseLists()
    const { people, bad, skipped } = this.found
    return { people: inOrder(people), bad: inOrder(bad), skipped: inOrder(skipped) }
  }
}

const isWhole = ({ names, documents }: Part) => names.length > 0 && documents.length > 0

function placeOf(lines: { line: number; raw: string }[]): Lines {
  return {
    line: lines[0]?.line ?? 0,
    lines: lines.map(({ line }) => line),
    text: lines.map(({ raw }) => withoutInvisible(raw).trim()).join('\n'),
  }
}

const HOLDER = /^(?:投保(?:人|单位)(?!的?关系)|policy ?holder\b)/iu
const HOLDER_ALONE = /^投保(?:人|单位)(?:信息|资料)?[:： ]*$/u
const INSURED = /^(?:被保|出行|旅客|乘客|游客|客人|团员)/u

/** Lines without numbers that contain no name: greetings, headings, remarks. */
function isSentence(facts: ReturnType<typeof scanLine>['facts'], text: string): boolean {
  const names = facts.filter(({ is }) => is === 'name')
  const people = names.filter(
    (one) => one.is === 'name' && hasSurname(one.value) && /^\p{Script=Han}{2,4}$/u.test(one.value),
  )
  if (names.length > 1 && people.length === names.length && !/[。！!?]/.test(text)) return false
  if (names.length !== 1 || /[。！!?？，,…]/.test(text)) return true
  const [name] = names
  const value = name?.is === 'name' ? name.value : ''
  if (/\p{Script=Han}/u.test(value))
    return !value.includes('·') && ([...value].length > 4 || [...value].length < 2)
  return !/ /.test(value) || nameFault(value) !== null
}

function personOf(part: Part): (InsuredForm & { unused: string[] }) | string {
  if (part.fault) return part.fault
  const chosen = chooseName(part)
  if (part.names.length === 0) return 'no-name'
  if (!chosen) return part.documents.length === 0 ? 'no-document' : 'which-name'
  const ids = part.documents.filter(({ value }) => typeof readIdCard(value) !== 'string')
  if (new Set(ids.map(({ value }) => value)).size > 1) return 'two-people'
  const [paper, ...papers] = [...part.documents].toSorted(
    (one, other) => Number(other.cardType === 'id-card') - Number(one.cardType === 'id-card'),
  )
  if (!paper) return 'no-document'
  const wrong = nameFault(chosen.name)
  if (wrong) return wrong
  const cardType: CardType | null = typeof readIdCard(paper.value) === 'string' ? paper.cardType : 'id-card'
  if (!cardType) return 'which-document'
  if (endsInSex(part, chosen.name)) return 'which-name'
  const card = cardType === 'id-card' ? readIdCard(paper.value) : null
  if (typeof card === 'string') return card
  const [birthday = '', ...days] = part.birthdays
  const [gender = '' as const] = part.genders
  if (new Set(part.genders).size > 1) return 'two-people'
  if (card && birthday && birthday !== card.birthday) return 'birthday-differs'
  if (card && gender && gender !== card.gender) return 'gender-differs'
  const [mobile = '', ...mobiles] = part.mobiles
  const [email = '', ...emails] = part.emails
  const person = withIdentity(
    {
      ...emptyInsured(),
      name: chosen.name,
      mobile,
      email,
      relation: part.relation,
      birthday,
      gender,
      cardType,
    },
    { cardNo: paper.value },
  )
  const unused = [
    ...part.unused,
    ...chosen.others,
    ...papers.map(({ value }) => value),
    ...days,
    ...mobiles,
    ...emails,
  ]
  return { ...person, ...(cardType !== 'id-card' && { birthday, gender }), unused }
}

/** 李雷男110101…: 男 may belong to the name; it does if it contradicts the ID (张胜男). */
function endsInSex({ names, genders, documents }: Part, name: string): boolean {
  const card = readIdCard(documents[0]?.value ?? '')
  const sex = /^\p{Script=Han}{2,}(?:(男)|女)$/u.exec(name)
  if (!sex || genders.length > 0 || names.some((one) => one.labelled)) return false
  return typeof card === 'string' || card.gender === (sex[1] ? 'M' : 'F')
}
