import * as z from 'zod/mini'
import { readIdCard } from '../contract/id-card.ts'
import { CARD_TYPES, type CardType, Insured, type Relation } from '../contract/people.ts'
import {
  emptyInsured,
  idCardFault,
  type InsuredForm,
  withIdentity,
  withoutEmpty,
} from '../contract/people-form.ts'
import { CARD_TYPE_WORDS, GENDER_WORDS, RELATION_WORDS } from '../contract/people-words.ts'
import type { Cell, SheetRow } from './spreadsheet.ts'
import { writtenDay } from './written-day.ts'

export const TABLE_FIELDS = [
  'name',
  'cardType',
  'cardNo',
  'birthday',
  'gender',
  'mobile',
  'email',
  'relation',
] as const
export type TableField = (typeof TABLE_FIELDS)[number]

/** One cell that cannot be taken. `cell` is its place (C5), or that of the row where its column is missing (5). */
export type BadCell = { row: number; cell: string; field: TableField; value: string; code: string }
export type PeopleTable = { people: InsuredForm[]; bad: BadCell[]; rows: number; more: boolean }

/** Rows beyond this are not looked at. */
export const MOST_ROWS = 10_000
const HEAD_WITHIN = 10

/** How columns are called, without spaces, stars and what stands in brackets. */
const HEADS: Record<TableField, RegExp> = {
  name: /^(被保险?人)?(姓名|名字)$|^(full)?name$/i,
  cardType: /^证件(类型|类别|种类)$|^document(type)?$|^idtype$/i,
  cardNo: /^(证件|身份证件?|护照)(号|号码)$|^身份证$|^(document|id)(number|no\.?)$/i,
  birthday: /^(出生日期|出生年月日?|生日)$|^birthday$|^dateofbirth$/i,
  gender: /^性别$|^(sex|gender)$/i,
  mobile: /^(手机|电话|联系电话|联系方式|手机号码?)$|^(mobile|phone)$/i,
  email: /^(电子)?邮箱(地址)?$|^e-?mail$/i,
  relation: /^(与?投保人)?(的?关系)$|^是投保人的$|^relation$/i,
}
/** 1.10101E+17: what a spreadsheet makes of an ID; its last digits are lost. */
const EXCEL_NUMBER = /^\d(\.\d+)?[eE]\+?\d+$/
const FIFTEEN_DIGITS = 1e15

/**
 * People from the rows of a table whose columns come in any order under known heads. Good rows become people; of each
 * other row every cell that is wrong is named with its reason. Null where no head line is found.
 */
export async function readPeopleTable(
  rows: AsyncIterable<SheetRow>,
  onRow: (count: number) => void = () => {},
): Promise<PeopleTable | null> {
  let columns: Partial<Record<TableField, number>> | null = null
  const table: PeopleTable = { people: [], bad: [], rows: 0, more: false }
  const seen = new Set<string>()
  for await (const { row, cells } of rows) {
    if (!columns) {
      columns = headOf(cells)
      if (!columns && row >= HEAD_WITHIN) return null
      continue
    }
    if (cells.every((cell) => textOf(cell) === '')) continue
    if (table.rows === MOST_ROWS) return { ...table, more: true }
    table.rows++
    const { person, faults } = readRow(cells, columns)
    const identity = `${person.cardType} ${person.cardNo}`
    if (faults.size === 0 && seen.has(identity)) faults.set('cardNo', 'insured-twice')
    if (faults.size === 0) {
      seen.add(identity)
      table.people.push(person)
    }
    const place = (field: TableField) => columns?.[field] ?? Number.MAX_SAFE_INTEGER
    for (const [field, code] of [...faults].toSorted(([a], [b]) => place(a) - place(b))) {
      const column = columns[field]
      const value = column === undefined ? '' : textOf(cells[column] ?? null).slice(0, 40)
      table.bad.push({
        row,
        cell: `${column === undefined ? '' : letters(column)}${row}`,
        field,
        value,
        code,
      })
    }
    onRow(table.rows)
  }
  return columns && table
}

function headOf(cells: readonly Cell[]): Partial<Record<TableField, number>> | null {
  const found: Partial<Record<TableField, number>> = {}
  cells.forEach((cell, column) => {
    const word = textOf(cell).replace(/[（(].*?[)）]|[\s*＊:：]/g, '')
    for (const field of TABLE_FIELDS) if (HEADS[field].test(word)) found[field] ??= column
  })
  return found.name !== undefined && found.cardNo !== undefined ? found : null
}

function readRow(cells: readonly Cell[], columns: Partial<Record<TableField, number>>) {
  const faults = new Map<TableField, string>()
  const cell = (field: TableField) => cells[columns[field] ?? -1] ?? null
  const text = (field: TableField) => textOf(cell(field))

  const cardNo = cell('cardNo')
  const cardType = cardTypeOf(text('cardType'), text('cardNo'))
  if (!cardType) faults.set('cardType', text('cardType') ? 'card-type' : 'required')
  const lost = typeof cardNo === 'number' && cardNo >= FIFTEEN_DIGITS
  if (lost || EXCEL_NUMBER.test(text('cardNo'))) faults.set('cardNo', 'excel-number')
  const gender = wordIn(GENDER_WORDS, text('gender')) ?? GENDERS[text('gender').toLowerCase()]
  if (text('gender') && !gender) faults.set('gender', 'gender')
  const relation = text('relation') ? relationOf(text('relation')) : 'other'
  if (!relation) faults.set('relation', 'relation')

  const typed: InsuredForm = {
    ...emptyInsured(),
    name: text('name'),
    cardType: cardType ?? 'passport',
    cardNo: text('cardNo').replace(/\s/g, '').toUpperCase(),
    birthday: dayOf(cell('birthday')),
    gender: gender ?? '',
    mobile: text('mobile').replace(/^\+?86[- ]?(?=1\d{10}$)|[\s-]/g, ''),
    email: text('email'),
    relation: relation ?? 'other',
  }
  // What the ID tells need not stand in the table; what stands there has to agree with it.
  const told = withIdentity({ ...typed, birthday: '', gender: '' }, { cardNo: typed.cardNo })
  const person = { ...told, birthday: typed.birthday || told.birthday, gender: typed.gender || told.gender }
  const wrongId = faults.has('cardNo') ? null : idCardFault(person)
  if (wrongId) faults.set('cardNo', wrongId)
  // Without its ID nobody can tell birthday and sex: that they are missing is only what follows from it.
  const untold = person.cardType === 'id-card' && faults.has('cardNo')
  const { key: _key, ...one } = person
  for (const { path, message } of z.safeParse(Insured, withoutEmpty(one)).error?.issues ?? []) {
    const field = TABLE_FIELDS.find((name) => name === path[0])
    const follows = untold && (field === 'birthday' || field === 'gender')
    if (field && !follows && !faults.has(field)) faults.set(field, message)
  }
  return { person, faults }
}

function cardTypeOf(word: string, cardNo: string): CardType | null {
  if (word === '') {
    if (typeof readIdCard(cardNo) !== 'string' || /^[\dXx]{15,20}$/.test(cardNo) || EXCEL_NUMBER.test(cardNo))
      return 'id-card'
    return /^[A-Za-z]{1,2}\d{6,9}$/.test(cardNo) ? 'passport' : null
  }
  if (/身份证/.test(word)) return 'id-card'
  if (/护照/.test(word)) return 'passport'
  if (/台胞|台湾/.test(word)) return 'taiwan-permit'
  if (/港|澳|回乡/.test(word)) return 'hk-macau-permit'
  if (/军官|士兵/.test(word)) return 'officer-card'
  return wordIn(CARD_TYPE_WORDS, word) ?? CARD_TYPES.find((type) => type === word.toLowerCase()) ?? null
}

const GENDERS: Record<string, 'M' | 'F'> = { m: 'M', f: 'F', 男性: 'M', 女性: 'F' }
const RELATIVES: Record<string, Relation> = {
  父亲: 'parent',
  母亲: 'parent',
  儿子: 'child',
  女儿: 'child',
  丈夫: 'spouse',
  妻子: 'spouse',
  夫妻: 'spouse',
  自己: 'self',
  其它: 'other',
}

function relationOf(word: string): Relation | null {
  return wordIn(RELATION_WORDS, word) ?? RELATIVES[word] ?? null
}

/** The key whose word, in either language, is `word`. */
function wordIn<Key extends string>(
  words: Record<Key, { zh: string; en: string }>,
  word: string,
): Key | null {
  for (const key of Object.keys(words) as Key[])
    if (words[key].zh === word || words[key].en.toLowerCase() === word.toLowerCase()) return key
  return null
}

/** 1990-3-7, 1990/03/07, 1990.3.7, 19900307, 1990年3月7日, or a date of the spreadsheet; else as it stands. */
function dayOf(cell: Cell): string {
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? '?' : cell.toISOString().slice(0, 10)
  const text = textOf(cell)
  const found = writtenDay(text)
  if (found) return found
  // A date without a date's format is the number of days since the end of 1899.
  const serial = typeof cell === 'number' && cell > 0 && cell < 80_000 ? Math.floor(cell) : null
  return serial === null
    ? text
    : new Date(Date.UTC(1899, 11, 30) + serial * 86_400_000).toISOString().slice(0, 10)
}

/** Without the apostrophe that keeps a number text, and without the marks that chats leave around words. */
function textOf(cell: Cell): string {
  if (cell === null || cell === undefined) return ''
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? '' : cell.toISOString().slice(0, 10)
  return String(cell)
    .replace(/[\u200B-\u200F\u202A-\u202E\uFEFF]/g, '')
    .trim()
    .replace(/^'/, '')
}

/** 0 → A, 25 → Z, 26 → AA. */
function letters(column: number): string {
  const rest = Math.floor(column / 26)
  return (rest > 0 ? letters(rest - 1) : '') + String.fromCharCode(65 + (column % 26))
}
