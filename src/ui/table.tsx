import type { ReactNode } from 'react'
import { Link } from 'react-router'

export type Column<Row> = {
  name: string
  cell(row: Row): ReactNode
  align?: 'right' /** Hidden on narrow screens. */
  wide?: boolean
}

/** Rows of 40 px under a head that stays; with `to` the first cell links and the whole row can be pressed. */
export function DataTable<Row>({
  label,
  rows,
  columns,
  rowKey,
  to,
}: {
  label: string
  rows: readonly Row[]
  columns: readonly Column<Row>[]
  rowKey(row: Row): string
  to?(row: Row): string
}) {
  const hide = (column: Column<Row>) => (column.wide ? 'max-md:hidden' : '')
  return (
    <div className="overflow-x-auto border-t border-line">
      <table aria-label={label} className="w-full border-collapse text-left">
        <thead className="sticky top-0 bg-paper text-small text-muted">
          <tr className="border-b border-line">
            {columns.map((column) => (
              <th
                key={column.name}
                scope="col"
                className={`h-8 px-3 font-normal whitespace-nowrap first:pl-0 last:pr-0 ${column.align === 'right' ? 'text-right' : ''} ${hide(column)}`}
              >
                {column.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)} className={`relative border-b border-line ${to ? 'hover:bg-sunken' : ''}`}>
              {columns.map((column, place) => (
                <td
                  key={column.name}
                  className={`h-10 px-3 py-1.5 first:pl-0 last:pr-0 ${column.align === 'right' ? 'text-right' : ''} ${hide(column)}`}
                >
                  {to && place === 0 ? (
                    <Link to={to(row)} className="font-semibold after:absolute after:inset-0">
                      {column.cell(row)}
                    </Link>
                  ) : (
                    column.cell(row)
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
