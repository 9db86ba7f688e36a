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
  ['relation', 14],
]

/** An empty table with the heads that an import knows; its cells are text, so that Excel leaves numbers as typed. */
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

/** Good rows that found no room, as a table that can be imported again. */
export async function peopleLeft(people: readonly PersonCells[], language: Language): Promise<Blob> {
  const { writeXlsx } = await import('hucre/xlsx')
  const t = tableMessages[language]
  const fields = COLUMNS.map(([field]) => field)
  const words: Record<string, { zh: string; en: string }> = {
    ...CARD_TYPE_WORDS,
    ...GENDER_WORDS,
    ...RELATION_WORDS,
  }
  const bytes = await writeXlsx({
    sheets: [
      {
        name: t.insured,
        columns: COLUMNS.map(([, width]) => ({ width, numFmt: '@' })),
        rows: [
          fields.map((field) => t[field]),
          ...people.map((one) => fields.map((field) => words[one[field]]?.[language] ?? one[field])),
        ],
      },
    ],
  })
  return new Blob([bytes as BlobPart])
}
