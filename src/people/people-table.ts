import type { InsuredForm } from '../contract/people-typed.ts'
import { checkPerson } from './check-person.ts'
import { type HeadField, PLAIN_FIELD, type TableField } from './head-words.ts'
import { isExample, isFoot, isGroupTitle, isHint, isSentence, type SkipReason } from './row-kinds.ts'
import { type Cell, isEmpty, letters, type SheetRow, textOf, textsOf } from './sheet-cell.ts'
import { type Column, type ColumnGroup, headOf, labelOf, subHeadOf, type TableHead } from './table-head.ts'
import { type PersonTexts, readRow, type ReadRow } from './table-row.ts'

/**
 * One fault: cell (C5), column header and value. `field` is the column's field, `mend` the field to correct: an ID
 * type without a column is asked beside the number.
 */
export type BadCell = {
  row: number
  cell: string
  head: string
  field: TableField
  mend: TableField
  value: string
  code: string
}
/** An invalid person, as text to correct. */
export type BadRow = { row: number; texts: PersonTexts; faults: BadCell[] }
/** Rows that are not people. `last` ends a run. */
export type SkippedRow = { row: number; last: number; text: string; why: SkipReason }
/** A column and its field; null if unused. */
export type TableColumn = { letter: string; head: string; field: TableField | null }
export type PeopleTable = {
  people: InsuredForm[]
  bad: BadCell[]
  badRows: BadRow[]
  skipped: SkippedRow[]
  columns: TableColumn[]
  /** Rows with people, good or bad. */
  rows: number
  /** The sheet has more rows than were read. */
  more: boolean
}
export type ReadOptions = {
  /** Columns assigned by the user, instead of the sheet's header. */
  columns?: ColumnGroup
  onRow?(count: number): void
}

/** Maximum rows with people. */
export const MOST_ROWS = 10_000
/** Number of non-empty rows searched for a header. */
const HEAD_WITHIN = 50
const LONGEST_SHOWN = 60
const NEAR_HEAD = 3

/**
 * Reads people from rows with known column headers in any order. Each non-empty row becomes people, named faults or a
 * skipped row with a reason. Null if no header is found.
 */
export async function readPeopleTable(
  rows: AsyncIterable<SheetRow>,
  options: ReadOptions = {},
): Promise<PeopleTable | null> {
  const reader = new TableReader(options)
  for await (const { row, cells } of rows) {
    if (isEmpty(cells)) continue
    if (!reader.take(row, cells)) break
  }
  return reader.end()
}

class TableReader {
  private head: TableHead | null
  private above: readonly Cell[] = []
  private before = 0
  private sinceHead = 0
  private aboutOthers = false
  /** With assigned columns, an unknown header precedes the first number. */
  private beforeFirst = false
  private readonly seen = new Set<string>()
  private readonly onRow: (count: number) => void
  private readonly table: PeopleTable

  constructor({ columns, onRow = () => {} }: ReadOptions) {
    this.head = columns ? { groups: [columns], unused: [] } : null
    this.beforeFirst = columns !== undefined
    this.onRow = onRow
    this.table = { people: [], bad: [], badRows: [], skipped: [], columns: [], rows: 0, more: false }
  }

  end(): PeopleTable | null {
    return this.head && { ...this.table, columns: columnsOf(this.head) }
  }

  /** Reads one non-empty row. False stops reading. */
  take(row: number, cells: readonly Cell[]): boolean {
    const words = textsOf(cells).filter(Boolean)
    const head = words.some((word) => LONG_NUMBER.test(word)) ? null : this.headIn(cells)
    if (head) {
      this.head = head
      this.sinceHead = 0
      this.skip(row, words, 'head')
    } else if (this.isLabel(words)) this.skip(row, words, 'title')
    else if (!this.head) {
      this.skip(row, words, 'title')
      if (++this.before === HEAD_WITHIN) return false
    } else if (this.isHolder(cells, this.head)) this.skip(row, words, 'other-person')
    else if (!this.takeBelow(row, cells, words, this.head.groups)) return false
    this.above = cells
    return true
  }

  /** The header in a row: first row, second row, or repeated further down. */
  private headIn(cells: readonly Cell[]): TableHead | null {
    if (!this.head) return headOf(cells, this.above)
    return (this.sinceHead === 0 && subHeadOf(cells, this.above)) || headOf(cells)
  }

  /** 投保人信息 on a separate row: the following rows are about someone else until the next such label. */
  private isLabel(words: readonly string[]): boolean {
    const [word = '', ...others] = words
    const label = others.length > 0 ? null : labelOf(word)
    if (label) this.aboutOthers = label === 'other'
    return label !== null
  }

  /** An unused column may name the person's role. The holder is insured only with a separate row. */
  private isHolder(cells: readonly Cell[], { unused }: TableHead): boolean {
    return unused.some(({ at }) => HOLDER.test(textOf(cells[at])))
  }

  private takeBelow(row: number, cells: readonly Cell[], words: string[], groups: ColumnGroup[]): boolean {
    const parts = groups.map((group) => readRow(cells, group))
    const why = this.noPerson(parts, words)
    this.sinceHead++
    if (why) {
      this.skip(row, words, why)
      return true
    }
    if (this.table.rows === MOST_ROWS) {
      this.table.more = true
      return false
    }
    this.table.rows++
    const people = parts.filter(({ texts }) => isPerson(texts))
    for (const part of people.length > 0 ? people : parts.slice(0, 1)) this.add(row, part)
    this.onRow(this.table.rows)
    return true
  }

  private noPerson(parts: readonly ReadRow[], words: readonly string[]): SkipReason | null {
    if (this.aboutOthers) return 'other-person'
    if (isExample(words)) return 'example'
    if (isFoot(words) && parts.every(({ texts }) => isPhoneOnly(texts.cardNo))) return 'foot'
    if (parts.some(({ texts }) => DOCUMENT.test(texts.cardNo))) {
      this.beforeFirst = false
      return null
    }
    if (this.beforeFirst) return 'title'
    if (this.sinceHead < NEAR_HEAD && isHint(parts.flatMap(({ texts }) => [texts.name, texts.cardNo])))
      return 'note'
    if (isFoot(words)) return 'foot'
    if (isSentence(words) || isGroupTitle(words)) return 'note'
    // A number in an unused column still belongs to a person.
    return parts.some(({ texts }) => isPerson(texts)) || words.some((word) => LONG_NUMBER.test(word))
      ? null
      : 'nobody'
  }

  private add(row: number, { texts, from, unclearSide }: ReadRow): void {
    const { person, faults } = checkPerson(texts)
    const all = new Map(faults)
    if (unclearSide) all.set('relation', 'relation-side')
    const identity = `${person.cardType} ${person.cardNo}`
    if (all.size === 0 && this.seen.has(identity)) all.set('cardNo', 'insured-twice')
    if (all.size === 0) {
      this.seen.add(identity)
      this.table.people.push(person)
      return
    }
    const cells = [...all].map(([mend, code]) => badCell(row, texts, from, mend, code))
    const sorted = cells.toSorted((one, other) => one.at - other.at).map(({ at: _at, ...bad }) => bad)
    this.table.bad.push(...sorted)
    // An ambiguous relation must be chosen again.
    this.table.badRows.push({ row, texts: unclearSide ? { ...texts, relation: '' } : texts, faults: sorted })
  }

  private skip(row: number, words: readonly string[], why: SkipReason): void {
    const before = this.table.skipped.at(-1)
    if (why === 'nobody' && before?.why === why && before.last === row - 1) before.last = row
    else this.table.skipped.push({ row, last: row, text: words.join(' ').slice(0, LONGEST_SHOWN), why })
  }
}

const HOLDER = /^(投保人|投保单位|policy ?holder|applicant)$/i
const DOCUMENT = /\d[\dA-Za-z() -]{4,}|\dE\+?\d/i
/** Digits of an ID; header words have none. */
const LONG_NUMBER = /\d{15}/

/** 经办人：周杰 | 电话：13700137000: a footer row may have a phone number in the number column. */
const isPhoneOnly = (text: string) => /^\D*(?:86)?1[3-9]\d{9}\D*$/.test(text.replaceAll(/[ -]/g, ''))

const isPerson = ({ name, cardNo, birthday, mobile, email }: PersonTexts) =>
  [name, cardNo, birthday, mobile, email].some((text) => text !== '')

/** A fault of a field without a column shows at the ID number. */
function badCell(row: number, texts: PersonTexts, from: ReadRow['from'], mend: TableField, code: string) {
  const field = from[mend] || !from.cardNo ? mend : 'cardNo'
  const column = from[field]
  return {
    at: column?.at ?? Number.MAX_SAFE_INTEGER,
    row,
    cell: column ? `${letters(column.at)}${row}` : String(row),
    head: column?.head ?? '',
    field,
    mend,
    value: texts[field].slice(0, LONGEST_SHOWN),
    code: from[mend] || code !== 'required' ? code : `no-${mend}`,
  }
}

function columnsOf({ groups, unused }: TableHead): TableColumn[] {
  const of = ({ at, head }: Column, field: TableField | null) => ({ at, letter: letters(at), head, field })
  return [
    ...groups.flatMap((group) =>
      (Object.entries(group) as [HeadField, Column][]).map(([field, column]) =>
        of(column, PLAIN_FIELD[field]),
      ),
    ),
    ...unused.map((column) => of(column, null)),
  ]
    .toSorted((one, other) => one.at - other.at)
    .map(({ at: _at, ...column }) => column)
}
