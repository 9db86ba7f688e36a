import type { InsuredForm } from '../contract/people-typed.ts'
import { checkPerson } from './check-person.ts'
import type { TableField } from './head-words.ts'
import type { BadRow } from './people-table.ts'
import type { PersonTexts } from './table-row.ts'

/** A row being corrected: its texts and faults. */
export type MendedRow = {
  bad: BadRow
  texts: PersonTexts
  /** Null while there are faults. */
  person: InsuredForm | null
  faults: ReadonlyMap<TableField, string>
  /** Fields that were invalid stay editable. */
  open: readonly TableField[]
}

export const identityOf = ({ cardType, cardNo }: InsuredForm) => `${cardType} ${cardNo}`

export function firstMend(bad: BadRow): MendedRow {
  const faults = new Map(bad.faults.map(({ mend, code }) => [mend, code]))
  return { bad, texts: bad.texts, person: null, faults, open: [...faults.keys()] }
}

/** Applies a change to a row. `taken`: ID numbers of others. */
export function mendRow(
  before: MendedRow,
  field: TableField,
  value: string,
  taken: (identity: string) => boolean,
): MendedRow {
  const texts = { ...before.texts, [field]: value }
  const { person, faults } = checkPerson(texts)
  const all = new Map(faults)
  const unclear = before.bad.faults.some(({ code }) => code === 'relation-side')
  if (unclear && texts.relation === '') all.set('relation', 'relation-side')
  if (all.size === 0 && taken(identityOf(person))) all.set('cardNo', 'insured-twice')
  return {
    ...before,
    texts,
    faults: all,
    person: all.size === 0 ? person : null,
    open: [...new Set([...before.open, ...all.keys()])],
  }
}
