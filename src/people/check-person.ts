import * as z from 'zod/mini'
import { Insured } from '../contract/people.ts'
import { readIdCard } from '../contract/id-card.ts'
import { cleanChange, idCardFault, withIdentity, withoutEmpty } from '../contract/people-form.ts'
import { emptyInsured } from '../contract/people-empty.ts'
import type { InsuredForm } from '../contract/people-typed.ts'
import { cleanValue } from '../contract/people-clean.ts'
import { dayOf, genderOf, relationOf } from './cell-words.ts'
import { documentByNumber, documentOf } from './document-words.ts'
import { TABLE_FIELDS, type TableField } from './head-words.ts'
import type { PersonTexts } from './table-row.ts'

/** 1.10101E+17: an ID converted to a number by a spreadsheet. The last digits are lost. */
const EXCEL_NUMBER = /^\d(\.\d+)?E\+?\d+$/i

export type CheckedPerson = { person: InsuredForm; faults: ReadonlyMap<TableField, string> }

/** Parses a person from table texts, with a fault per invalid field. An empty relation is asked later. */
export function checkPerson(texts: PersonTexts): CheckedPerson {
  const faults = new Map<TableField, string>()
  const text = (field: TableField) => cleanValue(texts[field])
  const gender = genderOf(text('gender'))
  if (text('gender') && !gender) faults.set('gender', 'gender')
  const relation = relationOf(text('relation'))
  if (text('relation') && !relation) faults.set('relation', 'relation')

  const raw = {
    ...emptyInsured(),
    name: texts.name,
    cardNo: texts.cardNo,
    birthday: dayOf(text('birthday')),
    gender: gender ?? ('' as const),
    mobile: texts.mobile,
    email: texts.email,
    relation: relation ?? ('' as const),
  }
  const typed: InsuredForm = { ...raw, ...cleanChange(raw) }
  const lost = EXCEL_NUMBER.test(typed.cardNo)
  const cardType =
    documentOf(text('cardType')) ??
    (text('cardType') ? null : lost ? 'id-card' : documentByNumber(typed.cardNo))
  if (lost) faults.set('cardNo', 'excel-number')
  const masked = typed.cardNo.includes('**')
  if (masked) faults.set('cardNo', 'masked-number')
  if (!cardType && text('cardType')) faults.set('cardType', 'card-type')
  else if (!cardType && typed.cardNo && !masked) faults.set('cardType', 'document-unclear')

  // Data contained in the ID may be missing, but must not contradict it.
  const told = cardType
    ? withIdentity({ ...typed, cardType, birthday: '', gender: '' }, { cardNo: typed.cardNo })
    : typed
  const person = { ...told, birthday: typed.birthday || told.birthday, gender: typed.gender || told.gender }
  const wrongId = lost || masked || !cardType ? null : idCardFault(person)
  if (wrongId) faults.set('cardNo', endsInZeros(person.cardNo) ? 'excel-number' : wrongId)

  // Without an ID, missing birthday and sex are follow-up faults.
  const unknown = !cardType || person.cardNo === '' || (cardType === 'id-card' && faults.has('cardNo'))
  const { key: _key, ...one } = person
  const parsed = z.safeParse(Insured, withoutEmpty({ ...one, relation: one.relation || 'other' }))
  for (const { path, message } of parsed.error?.issues ?? []) {
    const field = TABLE_FIELDS.find((name) => name === path[0])
    const follows = unknown && (field === 'birthday' || field === 'gender') && !text(field)
    const byAnother = !cardType && field === 'cardNo' && person.cardNo !== ''
    if (field && !follows && !byAnother && !faults.has(field)) faults.set(field, message)
  }
  return { person, faults }
}

/** Excel keeps 15 digits and writes zeros for the rest. */
const endsInZeros = (cardNo: string) =>
  /^\d{15}000$/.test(cardNo) && readIdCard(cardNo) === 'id-card-check-digit'
