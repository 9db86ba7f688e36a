import { documentOf } from './document-words.ts'
import { dayOf, relationOf } from './cell-words.ts'
import { RELATION_WORDS } from '../contract/people-words.ts'
import { readIdCard } from '../contract/id-card.ts'
import type { CardType } from '../contract/people.ts'
import type { HeadField, TableField } from './head-words.ts'
import { type Cell, textOf } from './sheet-cell.ts'
import type { Column, ColumnGroup } from './table-head.ts'

/** A person as text from the sheet, for checking and correcting. */
export type PersonTexts = Record<TableField, string>
export type ReadRow = {
  texts: PersonTexts
  /** Source column by field. */
  from: Partial<Record<TableField, Column>>
  /** The sheet does not say who is the parent. */
  unclearSide: boolean
}

const NUMBER_COLUMNS: [HeadField, CardType | null][] = [
  ['cardNo', null],
  ['idCardNo', null],
  ['passportNo', 'passport'],
  ['hkPermitNo', 'hk-macau-permit'],
  ['taiwanPermitNo', 'taiwan-permit'],
  ['officerCardNo', 'officer-card'],
]

/** The person of one column group in a row. */
export function readRow(cells: readonly Cell[], group: ColumnGroup): ReadRow {
  const at = (field: HeadField): Cell => (group[field] ? cells[group[field].at] : null)
  const text = (field: HeadField) => textOf(at(field))
  const name = nameIn(group, text)
  const number = numberIn(group, text)
  const relation = relationIn(group, text)
  return {
    texts: {
      name: name.text,
      cardType: text('cardType') || number.cardType,
      cardNo: number.text,
      birthday: dayOf(at('birthday')),
      gender: text('gender'),
      mobile: text('mobile'),
      email: text('email'),
      relation: relation.text,
    },
    from: {
      ...own(group, 'cardType', 'birthday', 'gender', 'mobile', 'email'),
      ...(name.column && { name: name.column }),
      ...(number.column && { cardNo: number.column }),
      ...(relation.column && { relation: relation.column }),
    },
    unclearSide: relation.unclear,
  }
}

type Text = (field: HeadField) => string

function own(group: ColumnGroup, ...fields: TableField[]): Partial<Record<TableField, Column>> {
  return Object.fromEntries(fields.flatMap((field) => (group[field] ? [[field, group[field]]] : [])))
}

/** The name from one column, two columns (ZHANG, SAN), or the Latin name as fallback. */
function nameIn(group: ColumnGroup, text: Text) {
  const parts = [text('surname'), text('givenName')].filter(Boolean)
  const joined = parts.join(parts.some((part) => /[A-Za-z]/.test(part)) ? ' ' : '')
  if (group.name && (text('name') || !joined))
    return text('name') || !text('englishName')
      ? { text: text('name'), column: group.name }
      : { text: text('englishName'), column: group.englishName }
  return joined
    ? { text: joined, column: group.surname ?? group.givenName }
    : { text: text('englishName'), column: group.englishName ?? group.surname }
}

/** The number in the column of the named type, else the first number. */
function numberIn(group: ColumnGroup, text: Text) {
  const columns = NUMBER_COLUMNS.filter(([field]) => group[field])
  const kind = documentOf(text('cardType'))
  const filled = columns.filter(([field]) => text(field) !== '')
  const [field, type] =
    filled.find(([, one]) => kind !== null && one === kind) ?? filled[0] ?? columns[0] ?? []
  if (!field) return { text: '', cardType: '', column: undefined }
  const { word, number } = splitNumber(text(field))
  // A resident ID counts in any column, since passports may be the only one.
  const isId = typeof readIdCard(number) !== 'string'
  return { text: number, cardType: word || (isId ? 'id-card' : (type ?? '')), column: group[field] }
}

/** Splits type and number: 护照 E12345678, 身份证：110…, E12345678（护照）. */
function splitNumber(text: string): { word: string; number: string } {
  const number = /[A-Za-z0-9][A-Za-z0-9 -]{3,40}/.exec(text.slice(0, 100).normalize('NFKC'))?.[0].trim() ?? ''
  const rest = text.slice(0, 100).normalize('NFKC').replace(number, '')
  const kind = /\p{Script=Han}/u.test(rest) ? documentOf(rest) : null
  return kind && kind !== 'officer-card' && number ? { word: kind, number } : { word: '', number: text }
}

/** 投保人是被保险人的子女 means the insured is a parent. */
function relationIn(group: ColumnGroup, text: Text) {
  if (group.relation) return { text: text('relation'), column: group.relation, unclear: false }
  if (group.holderIs) {
    const said = relationOf(text('holderIs'))
    const turned = said === 'parent' ? 'child' : said === 'child' ? 'parent' : null
    return {
      text: turned ? RELATION_WORDS[turned].zh : text('holderIs'),
      column: group.holderIs,
      unclear: false,
    }
  }
  const said = relationOf(text('eitherWay'))
  return { text: text('eitherWay'), column: group.eitherWay, unclear: said === 'parent' || said === 'child' }
}
