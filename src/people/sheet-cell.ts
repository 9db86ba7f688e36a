/** What a cell holds; formulas come as what they last came to. */
export type Cell = string | number | boolean | Date | null | undefined
/** One line of a sheet; `row` counts from 1, as spreadsheets show it. */
export type SheetRow = { row: number; cells: readonly Cell[] }

const SAFE_DIGITS = 1e15

/** A cell as text. A number of more than 15 digits has lost its last ones: it keeps the form that shows it (1.1E+17). */
export function textOf(cell: Cell): string {
  if (cell === null || cell === undefined) return ''
  if (typeof cell === 'string') return cell.trim()
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? '' : cell.toISOString().slice(0, 10)
  if (typeof cell === 'number' && Math.abs(cell) >= SAFE_DIGITS) return cell.toExponential().toUpperCase()
  return String(cell)
}

/** 0 → A, 25 → Z, 26 → AA. */
export function letters(column: number): string {
  const rest = Math.floor(column / 26)
  return (rest > 0 ? letters(rest - 1) : '') + String.fromCharCode(65 + (column % 26))
}

/** Cells that are absent count as empty. */
export const textsOf = (cells: readonly Cell[]) => Array.from(cells, textOf)

export const isEmpty = (cells: readonly Cell[]) => cells.every((cell) => textOf(cell) === '')
