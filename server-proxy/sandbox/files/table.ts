import { INK, MUTED, type Sheet } from './sheet.ts'

export type Column = { title: string; share: number; align?: 'left' | 'center' | 'right' }
type Frame = { x: number; width: number; bottom: number; onPage(): number }

const PAD = 5
const TINT = '#f4f6f9'

/** A bordered table with a tinted head, repeated on each page. Returns the y below it. */
export function drawTable(
  sheet: Sheet,
  frame: Frame,
  top: number,
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
): number {
  const whole = columns.reduce((sum, { share }) => sum + share, 0)
  const widths = columns.map(({ share }) => (frame.width * share) / whole)
  let y = drawRow(
    sheet,
    frame.x,
    top,
    widths,
    columns,
    columns.map(({ title }) => title),
    true,
  )
  for (const row of rows) {
    if (y + rowHeight(sheet, widths, row) > frame.bottom) {
      y = frame.onPage()
      y = drawRow(
        sheet,
        frame.x,
        y,
        widths,
        columns,
        columns.map(({ title }) => title),
        true,
      )
    }
    y = drawRow(sheet, frame.x, y, widths, columns, row, false)
  }
  return y
}

/** Labels and values side by side, two pairs in a row; a wide pair takes the whole row. */
export function drawPairs(
  sheet: Sheet,
  { x, width }: Pick<Frame, 'x' | 'width'>,
  top: number,
  pairs: readonly { label: string; value: string; wide?: boolean }[],
  labelWidth = 78,
): number {
  let y = top
  for (let at = 0; at < pairs.length; ) {
    const first = pairs[at]
    if (!first) break
    const second = first.wide || pairs[at + 1]?.wide ? undefined : pairs[at + 1]
    const row = second ? [first, second] : [first]
    const cell = width / row.length
    const height = Math.max(
      ...row.map(({ label, value }) =>
        Math.max(
          sheet.heightOf(value, { width: cell - labelWidth - 2 * PAD }),
          sheet.heightOf(label, { width: labelWidth - 2 * PAD }),
        ),
      ),
    )
    for (const [place, { label, value }] of row.entries()) {
      const left = x + place * cell
      sheet.box(left, y, labelWidth, height + 2 * PAD, '#c8c8c8', TINT)
      sheet.box(left + labelWidth, y, cell - labelWidth, height + 2 * PAD)
      sheet.text(label, left + PAD, y + PAD, { colour: MUTED, width: labelWidth - 2 * PAD })
      sheet.text(value, left + labelWidth + PAD, y + PAD, { width: cell - labelWidth - 2 * PAD })
    }
    y += height + 2 * PAD
    at += row.length
  }
  return y
}

function rowHeight(sheet: Sheet, widths: readonly number[], row: readonly string[]): number {
  const heights = row.map((value, place) => sheet.heightOf(value, { width: (widths[place] ?? 0) - 2 * PAD }))
  return Math.max(...heights) + 2 * PAD
}

function drawRow(
  sheet: Sheet,
  x: number,
  y: number,
  widths: readonly number[],
  columns: readonly Column[],
  row: readonly string[],
  head: boolean,
): number {
  const height = rowHeight(sheet, widths, row)
  let left = x
  for (const [place, width] of widths.entries()) {
    sheet.box(left, y, width, height, '#c8c8c8', head ? TINT : undefined)
    sheet.text(row[place] ?? '', left + PAD, y + PAD, {
      colour: head ? MUTED : INK,
      width: width - 2 * PAD,
      align: columns[place]?.align ?? 'left',
    })
    left += width
  }
  return y + height
}
