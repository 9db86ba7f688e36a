/** A cell's value. Formulas have their cached result. */
export type Cell = string | number | boolean | Date | null | undefined
/** A sheet row. `row` counts from 1. */
export type SheetRow = { row: number; cells: readonly Cell[] }

const SAFE_DIGITS = 1e15

/** A cell as text. Numbers above 15 digits have lost precision and keep their exponent form (1.1E+17). */
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
