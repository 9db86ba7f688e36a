import { CARD_TYPES } from '../contract/people.ts'
import { CARD_TYPE_WORDS, GENDER_WORDS, RELATION_WORDS } from '../contract/people-words.ts'
import type { Language } from '../contract/problems.ts'
import type { TableField } from './head-words.ts'
import { tableMessages } from './table-messages.ts'

const ROWS = 500
const COLUMNS: [TableField, number][] = [
  ['name', 14],
  ['cardType', 14],
  ['cardNo', 24],
  ['birthday', 14],
  ['gender', 8],
  ['mobile', 16],
  ['email', 22],
  ['relation', 14],
]

/** An empty template with known headers. Cells are text, so that Excel keeps numbers as typed. */
export async function peopleTemplate(language: Language): Promise<Blob> {
  const { writeXlsx } = await import('hucre/xlsx')
  const t = tableMessages[language]
  const words = (all: Record<string, { zh: string; en: string }>) =>
    Object.values(all).map((one) => one[language])
  const choice = (field: TableField, values: string[]) => {
    const column = String.fromCharCode(65 + COLUMNS.findIndex(([name]) => name === field))
    return { type: 'list' as const, values, allowBlank: true, range: `${column}2:${column}${ROWS + 1}` }
  }
  const bytes = await writeXlsx({
    sheets: [
      {
        name: t.insured,
        columns: COLUMNS.map(([, width]) => ({ width, numFmt: '@' })),
        rows: [
          COLUMNS.map(([field]) => t[field]),
          ...Array.from({ length: ROWS }, () => COLUMNS.map(() => '')),
        ],
        freezePane: { rows: 1 },
        dataValidations: [
          choice(
            'cardType',
            CARD_TYPES.map((type) => CARD_TYPE_WORDS[type][language]),
          ),
          choice('gender', words(GENDER_WORDS)),
          choice('relation', words(RELATION_WORDS)),
        ],
      },
    ],
  })
  return new Blob([bytes as BlobPart], {
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  })
}

export type PersonCells = { [Field in TableField]: string }
/** A person with sheet row and fault. */
export type SavedRow = { cells: PersonCells; row?: number; reason?: string }

const CHOSEN: Partial<Record<TableField, Record<string, { zh: string; en: string }>>> = {
  cardType: CARD_TYPE_WORDS,
  gender: GENDER_WORDS,
  relation: RELATION_WORDS,
}

/** Saves people who were not added as an importable table, with reasons. */
export async function peopleLeft(rows: readonly SavedRow[], language: Language): Promise<Blob> {
  const { writeXlsx } = await import('hucre/xlsx')
  const t = tableMessages[language]
  const fields = COLUMNS.map(([field]) => field)
  const reasons = rows.some(({ reason }) => reason)
  const wordOf = (field: TableField, value: string) => CHOSEN[field]?.[value]?.[language] ?? value
  const bytes = await writeXlsx({
    sheets: [
      {
        name: t.insured,
        columns: [
          ...COLUMNS.map(([, width]) => ({ width, numFmt: '@' })),
          ...(reasons ? [{ width: 8 }, { width: 60 }] : []),
        ],
        rows: [
          [...fields.map((field) => t[field]), ...(reasons ? [t.sheetRow, t.reason] : [])],
          ...rows.map(({ cells, row = null, reason = '' }) => [
            ...fields.map((field) => wordOf(field, cells[field])),
            ...(reasons ? [row, reason] : []),
          ]),
        ],
      },
    ],
  })
  return new Blob([bytes as BlobPart])
}
