import { type PeopleTable, readPeopleTable } from './people-table.ts'
import { isEmpty, letters, textOf } from './sheet-cell.ts'
import { openSpreadsheet, type Sheet, SpreadsheetError } from './spreadsheet.ts'
import type { ColumnGroup } from './table-head.ts'

export const PASSED_REASONS = ['hidden', 'instructions', 'no-head', 'other-people'] as const
/** A sheet that was not read, with the reason. `other-people` has a header too and can be read separately. */
export type PassedSheet = { sheet: string; why: (typeof PASSED_REASONS)[number] }
/** The first rows of a sheet as text, for assigning columns by hand. */
export type Preview = { sheet: string; letters: string[]; rows: { row: number; texts: string[] }[] }
export type PeopleFile = {
  /** Name of the sheet; empty for a .csv. */
  sheet: string
  passed: PassedSheet[]
  /** Null if no sheet has a known header. The user then assigns the columns. */
  table: PeopleTable | null
  preview: Preview
}
export type FileOptions = { sheet?: string; columns?: ColumnGroup; onRow?(count: number): void }

const INSTRUCTIONS =
  /说明|须知|示例|样例|范例|字典|码表|代码|参数|选项|下拉|instruction|read ?me|example|sample|lookup/i
const PREVIEW_ROWS = 8
const PREVIEW_COLUMNS = 40
const LONGEST_TEXT = 60
/** The header must be within these rows. */
const PEEKED_ROWS = 200

/**
 * Reads people from the first sheet with a header. Skips hidden sheets. Reads instruction sheets only if no other
 * sheet has a header.
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
  // Sequential, because each keeps all shared strings in memory.
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

/** Yields the rows of a sheet and records the first non-empty ones. */
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
