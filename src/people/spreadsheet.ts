import type { SheetRow } from './sheet-cell.ts'
import { checkZip, ZipFault } from './zip-check.ts'

export const SPREADSHEET_FAULTS = [
  'empty',
  'too-large',
  'no-table',
  'too-much-inside',
  'old-excel',
  'locked',
  'unreadable',
] as const
export type SpreadsheetFault = (typeof SPREADSHEET_FAULTS)[number]

/** A file that cannot be read as a table, and why. */
export class SpreadsheetError extends Error {
  readonly fault: SpreadsheetFault

  constructor(fault: SpreadsheetFault) {
    super(fault)
    this.name = 'SpreadsheetError'
    this.fault = fault
  }
}

/** A sheet. For a .csv the name is empty. `rows` can be iterated several times. */
export type Sheet = { name: string; hidden: boolean; rows(): AsyncGenerator<SheetRow> }

export const MOST_BYTES = 5 * 1024 * 1024
/** 200,000 formatted rows unpack to some 50 MB. */
const MOST_UNPACKED = 100 * 1024 * 1024
/** Shared strings stay in memory. 10,000 people need about 5 MB. */
const MOST_STRINGS = 20 * 1024 * 1024
const MOST_WORKBOOK = 1024 * 1024
const MOST_SHEETS = 50
/** Maximum columns. A line may contain millions of commas. */
const MOST_COLUMNS = 500
/** Excel's row limit. Larger sheets are malicious. */
const MOST_SHEET_ROWS = 1_048_576
const WORKBOOK = /(^|\/)workbook\d*\.xml$/i
/** Magic bytes of PDF, PNG, JPEG and GIF, so that files chosen by mistake are named. */
const OTHERS = [
  [0x25, 0x50, 0x44, 0x46],
  [0x89, 0x50, 0x4e, 0x47],
  [0xff, 0xd8, 0xff],
  [0x47, 0x49, 0x46, 0x38],
]

/**
 * The sheets of an .xlsx, or of a .csv in UTF-8, UTF-16 or GB18030. Detected by content, not by file name. Throws
 * only SpreadsheetError, also while rows are read.
 */
export async function openSpreadsheet(bytes: Uint8Array): Promise<Sheet[]> {
  if (bytes.length === 0) throw new SpreadsheetError('empty')
  if (bytes.length > MOST_BYTES) throw new SpreadsheetError('too-large')
  const begins = (...head: number[]) => head.every((byte, place) => bytes[place] === byte)
  // Old .xls and password-protected .xlsx files use the same container.
  if (begins(0xd0, 0xcf, 0x11, 0xe0)) throw new SpreadsheetError(isLocked(bytes) ? 'locked' : 'old-excel')
  if (OTHERS.some((head) => begins(...head))) throw new SpreadsheetError('no-table')
  if (!begins(0x50, 0x4b)) return [{ name: '', hidden: false, rows: () => csvRows(bytes) }]
  return faultless(async () => sheetsOf(bytes))
}

async function sheetsOf(bytes: Uint8Array): Promise<Sheet[]> {
  const mostOf = (name: string) =>
    /sharedStrings/i.test(name) ? MOST_STRINGS : WORKBOOK.test(name) ? MOST_WORKBOOK : MOST_UNPACKED
  const [workbook] = (await checkZip(bytes, MOST_UNPACKED, mostOf, WORKBOOK)).values()
  if (!workbook) throw new SpreadsheetError('unreadable')
  return sheetsIn(new TextDecoder().decode(workbook))
    .slice(0, MOST_SHEETS)
    .map((sheet, place) => ({ ...sheet, rows: () => xlsxRows(bytes, place) }))
}

/** Sheet names and visibility. */
function sheetsIn(xml: string): { name: string; hidden: boolean }[] {
  return xml.split('<').flatMap((part) => {
    const tag = part.slice(0, part.indexOf('>'))
    if (!/^(\w+:)?sheet\s/.test(tag)) return []
    const name = /\sname\s*=\s*(?:"([^"]*)"|'([^']*)')/.exec(tag)
    return [
      {
        name: unescaped(name?.[1] ?? name?.[2] ?? ''),
        hidden: /\sstate\s*=\s*["'](hidden|veryHidden)["']/.test(tag),
      },
    ]
  })
}

const ENTITIES = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
])

function unescaped(text: string): string {
  return text.replace(/&(#x[\da-f]{1,6}|#\d{1,7}|\w{1,6});/gi, (all, code: string) => {
    const number = code.startsWith('#') ? Number(code.slice(1).replace(/^x/i, '0x')) : Number.NaN
    return number >= 0 && number <= 0x10_ffff ? String.fromCodePoint(number) : (ENTITIES.get(code) ?? all)
  })
}

async function* xlsxRows(bytes: Uint8Array, sheet: number): AsyncGenerator<SheetRow> {
  try {
    const { streamXlsxRows } = await import('hucre/xlsx')
    for await (const { index, values } of streamXlsxRows(bytes, { sheet, maxRows: MOST_SHEET_ROWS }))
      yield { row: index + 1, cells: values.slice(0, MOST_COLUMNS) }
  } catch (error) {
    throw spreadsheetError(error)
  }
}

async function* csvRows(bytes: Uint8Array): AsyncGenerator<SheetRow> {
  try {
    const { parseCsv } = await import('hucre/csv')
    const text = textOf(bytes)
    // Binary data is not a table.
    if (text.includes('\0')) throw new SpreadsheetError('unreadable')
    if (text.trim() === '') throw new SpreadsheetError('empty')
    for (const [place, values] of parseCsv(text).entries())
      yield { row: place + 1, cells: values.slice(0, MOST_COLUMNS) }
  } catch (error) {
    throw spreadsheetError(error)
  }
}

function spreadsheetError(error: unknown): SpreadsheetError {
  if (error instanceof SpreadsheetError) return error
  return new SpreadsheetError(error instanceof ZipFault ? error.fault : 'unreadable')
}

async function faultless<Result>(run: () => Promise<Result>): Promise<Result> {
  try {
    return await run()
  } catch (error) {
    throw spreadsheetError(error)
  }
}

function textOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}

const isLocked = (bytes: Uint8Array) =>
  new TextDecoder('utf-16le').decode(bytes.subarray(0, 64 * 1024)).includes('EncryptedPackage') ||
  new TextDecoder('utf-16le').decode(bytes.subarray(1, 64 * 1024)).includes('EncryptedPackage')
