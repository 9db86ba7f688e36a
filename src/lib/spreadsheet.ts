/** What a cell holds; formulas come as what they last came to. */
export type Cell = string | number | boolean | Date | null
/** One line of a sheet; `row` counts from 1, as spreadsheets show it. */
export type SheetRow = { row: number; cells: readonly Cell[] }

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

export const MOST_BYTES = 5 * 1024 * 1024
/** A file of 5 MB that holds more than this is no list of people. */
const MOST_UNPACKED = 100 * 1024 * 1024
const MOST_ENTRIES = 500
/** How a PDF, a PNG, a JPEG and a GIF begin: what is chosen by mistake is named, not searched for columns. */
const OTHERS = [
  [0x25, 0x50, 0x44, 0x46],
  [0x89, 0x50, 0x4e, 0x47],
  [0xff, 0xd8, 0xff],
  [0x47, 0x49, 0x46, 0x38],
]

/**
 * The rows of the first sheet of an .xlsx, or of a .csv in UTF-8, UTF-16 or GB18030, told apart by what they hold and
 * not by their names. Throws SpreadsheetError and nothing else.
 */
export async function* readSpreadsheet(bytes: Uint8Array): AsyncGenerator<SheetRow> {
  if (bytes.length === 0) throw new SpreadsheetError('empty')
  if (bytes.length > MOST_BYTES) throw new SpreadsheetError('too-large')
  const begins = (...head: number[]) => head.every((byte, place) => bytes[place] === byte)
  // An old .xls, or an .xlsx behind a password: both are the same kind of container.
  if (begins(0xd0, 0xcf, 0x11, 0xe0)) throw new SpreadsheetError(isLocked(bytes) ? 'locked' : 'old-excel')
  if (OTHERS.some((head) => begins(...head))) throw new SpreadsheetError('no-table')
  try {
    if (begins(0x50, 0x4b)) yield* xlsxRows(bytes)
    else yield* csvRows(bytes)
  } catch (error) {
    throw error instanceof SpreadsheetError ? error : new SpreadsheetError('unreadable')
  }
}

async function* xlsxRows(bytes: Uint8Array): AsyncGenerator<SheetRow> {
  // The reader refuses an entry that unpacks to more than it declares, so what is declared bounds what is unpacked.
  if (declaredSize(bytes) > MOST_UNPACKED) throw new SpreadsheetError('too-much-inside')
  const { streamXlsxRows } = await import('hucre/xlsx')
  for await (const { index, values } of streamXlsxRows(bytes)) yield { row: index + 1, cells: values }
}

async function* csvRows(bytes: Uint8Array): AsyncGenerator<SheetRow> {
  const { parseCsv } = await import('hucre/csv')
  const text = textOf(bytes)
  // Bytes that are no text at all are no table either.
  if (text.includes('\0')) throw new SpreadsheetError('unreadable')
  if (text.trim() === '') throw new SpreadsheetError('empty')
  for (const [place, values] of parseCsv(text).entries()) yield { row: place + 1, cells: values }
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

/** Bytes that the entries of a zip declare to unpack to, by its central directory. */
function declaredSize(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let end = bytes.length - 22
  while (end >= 0 && end > bytes.length - 22 - 65_536 && view.getUint32(end, true) !== 0x0605_4b50) end--
  if (end < 0 || view.getUint32(end, true) !== 0x0605_4b50) throw new SpreadsheetError('unreadable')
  const entries = view.getUint16(end + 10, true)
  // 0xffff: the count stands elsewhere, in a zip larger than any list of people.
  if (entries > MOST_ENTRIES) throw new SpreadsheetError('too-much-inside')
  let at = view.getUint32(end + 16, true)
  let size = 0
  for (let entry = 0; entry < entries; entry++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== 0x0201_4b50)
      throw new SpreadsheetError('unreadable')
    size += view.getUint32(at + 24, true)
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return size
}
