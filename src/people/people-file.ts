import { type PeopleTable, readPeopleTable } from './people-table.ts'
import { isEmpty, letters, textOf } from './sheet-cell.ts'
import { openSpreadsheet, type Sheet, SpreadsheetError } from './spreadsheet.ts'
import type { ColumnGroup } from './table-head.ts'

export const PASSED_REASONS = ['hidden', 'instructions', 'no-head', 'other-people'] as const
/** A sheet that was not read, and why; `other-people` has a head too and can be read by itself. */
export type PassedSheet = { sheet: string; why: (typeof PASSED_REASONS)[number] }
/** The first rows of a sheet as text, for a person to say what each column is. */
export type Preview = { sheet: string; letters: string[]; rows: { row: number; texts: string[] }[] }
export type PeopleFile = {
  /** The sheet that was read; empty in a .csv. */
  sheet: string
  passed: PassedSheet[]
  /** Null where no sheet has a known head: then the person assigns the columns. */
  table: PeopleTable | null
  preview: Preview
}
export type FileOptions = { sheet?: string; columns?: ColumnGroup; onRow?(count: number): void }

const INSTRUCTIONS =
  /说明|须知|示例|样例|范例|字典|码表|代码|参数|选项|下拉|instruction|read ?me|example|sample|lookup/i
const PREVIEW_ROWS = 8
const PREVIEW_COLUMNS = 40
const LONGEST_TEXT = 60
/** A head is within these rows; more are not read to find out whether a sheet has one. */
const PEEKED_ROWS = 200

/**
 * People from the sheet of a file that has a head, which need not be the first. Hidden sheets are passed over,
 * instructions are read only where nothing else has a head.
 */
export async function readPeopleFile(bytes: Uint8Array, options: FileOptions = {}): Promise<PeopleFile> {
  const { columns, onRow } = options
  const sheets = await openSpreadsheet(bytes)
  const ordered = sheets
    .filter(({ hidden }) => !hidden)
    .toSorted((one, other) => Number(isInstructions(one)) - Number(isInstructions(other)))
  const headed = ordered.length > 1 ? await filtered(ordered, hasHead) : ordered
  const wanted = ordered.find(({ name }) => name === options.sheet)
  const chosen = wanted ?? headed[0] ?? (await filtered(ordered, isFilled))[0] ?? ordered[0]
  if (!chosen) throw new SpreadsheetError('empty')
  const preview: Preview = { sheet: chosen.name, letters: [], rows: [] }
  const table = await readPeopleTable(previewed(chosen, preview), {
    ...(columns && { columns }),
    ...(onRow && { onRow }),
  })
  const passed = sheets
    .filter((sheet) => sheet !== chosen)
    .map((sheet) => ({ sheet: sheet.name, why: whyPassed(sheet, headed.includes(sheet)) }))
  return { sheet: chosen.name, passed, table, preview }
}

const isInstructions = ({ name }: Sheet) => INSTRUCTIONS.test(name)

function whyPassed(sheet: Sheet, hasPeople: boolean): PassedSheet['why'] {
  if (sheet.hidden) return 'hidden'
  if (isInstructions(sheet)) return 'instructions'
  return hasPeople ? 'other-people' : 'no-head'
}

async function filtered(
  sheets: readonly Sheet[],
  test: (sheet: Sheet) => Promise<boolean>,
): Promise<Sheet[]> {
  const found: Sheet[] = []
  // One after the other: each holds all shared strings of the file while it is read.
  for (const sheet of sheets) if (await test(sheet).catch(() => false)) found.push(sheet)
  return found
}

const hasHead = async (sheet: Sheet) => (await readPeopleTable(first(sheet))) !== null

async function isFilled(sheet: Sheet): Promise<boolean> {
  for await (const { cells } of first(sheet)) if (!isEmpty(cells)) return true
  return false
}

async function* first(sheet: Sheet) {
  let count = 0
  for await (const row of sheet.rows()) {
    yield row
    if (++count === PEEKED_ROWS) return
  }
}

/** The rows of a sheet; the first that hold something are noted on the way. */
async function* previewed(sheet: Sheet, preview: Preview) {
  for await (const line of sheet.rows()) {
    if (preview.rows.length < PREVIEW_ROWS && !isEmpty(line.cells)) {
      const texts = line.cells.slice(0, PREVIEW_COLUMNS).map((cell) => textOf(cell).slice(0, LONGEST_TEXT))
      preview.rows.push({ row: line.row, texts })
      while (preview.letters.length < texts.length) preview.letters.push(letters(preview.letters.length))
    }
    yield line
  }
}
