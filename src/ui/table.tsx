import type { KeyboardEvent, ReactNode } from 'react'
import { Link } from 'react-router'
import { ChevronIcon } from './icons.tsx'

export type Column<Row> = {
  name: string
  cell(row: Row): ReactNode
  align?: 'right'
  /** Shown only if the table is wide enough: `true` from tablet width, `'very'` from desktop width. */
  wide?: boolean | 'very'
  /** As a first column: no wider than its content. */
  snug?: boolean
  /** Makes the column sortable. `direction` is null if another column sorts. */
  sort?: { direction: 'asc' | 'desc' | null; toggle(): void }
}

/** Row selection, with a select-all checkbox in the header. */
export type Selection<Row> = {
  chosen: ReadonlySet<string>
  label(row: Row): string
  all: string
  onChange(chosen: ReadonlySet<string>): void
}

/** A table with 40 px rows and a sticky header. With `to`, the first cell links and the whole row is clickable. */
export function DataTable<Row>({
  label,
  rows,
  columns,
  rowKey,
  to,
  state,
  selection,
  tone,
}: {
  label: string
  rows: readonly Row[]
  columns: readonly Column<Row>[]
  rowKey(row: Row): string
  to?(row: Row): string
  /** History state for row links. */
  state?: unknown
  selection?: Selection<Row>
  /** `warn`: a row to be seen first. */
  tone?(row: Row): 'warn' | null
}) {
  // The row's link covers the row; what else can be pressed lies above it.
  const above = to ? '[&_:is(button,a,input)]:relative [&_:is(button,a,input)]:z-1' : ''
  const shape = ({ align, wide, snug }: Column<Row>) =>
    `px-2 first:min-w-24 first:pl-0 last:pr-0 @min-[560px]:px-3 ${snug ? '' : '@min-[560px]:first:min-w-36'} @min-[560px]:first:pl-0 @min-[560px]:last:pr-0 ${align === 'right' ? 'text-right' : ''} ${wide ? (wide === 'very' ? '@max-[880px]:hidden' : '@max-[560px]:hidden') : ''}`
  return (
    // Scrolls only if columns do not fit, so that the header can be sticky.
    <div className="@container border-t border-line">
      <div className="@max-[880px]:overflow-x-auto">
        <table aria-label={label} className="w-full border-collapse text-left">
          <thead className="sticky top-0 z-2 @min-[880px]:top-(--sticky-top,0px) bg-paper text-small text-muted shadow-[inset_0_-1px_var(--line)]">
            <tr>
              {selection && (
                <th scope="col" className="w-8">
                  <SelectAll keys={rows.map(rowKey)} {...selection} />
                </th>
              )}
              {columns.map((column) => (
                <th
                  key={column.name}
                  scope="col"
                  className={`h-8 font-normal whitespace-nowrap ${shape(column)}`}
                  {...(column.sort?.direction && {
                    'aria-sort': column.sort.direction === 'asc' ? 'ascending' : 'descending',
                  })}
                >
                  {column.sort ? (
                    <SortButton {...column.sort} before={column.align === 'right'}>
                      {column.name}
                    </SortButton>
                  ) : (
                    column.name
                  )}
                </th>
              ))}
            </tr>
          </thead>
          <tbody onKeyDown={(event) => rowKeys(event, rows.map(rowKey), selection)}>
            {rows.map((row) => (
              <tr
                key={rowKey(row)}
                data-key={rowKey(row)}
                className={`relative border-b border-line last:border-b-0 ${to ? 'hover:bg-sunken' : ''} ${selection?.chosen.has(rowKey(row)) ? 'bg-accent-soft' : tone?.(row) === 'warn' ? 'bg-warn-soft' : ''}`}
              >
                {selection && (
                  <td className="relative z-1 w-8">
                    <input
                      type="checkbox"
                      aria-label={selection.label(row)}
                      checked={selection.chosen.has(rowKey(row))}
                      onChange={() => selection.onChange(toggled(selection.chosen, rowKey(row)))}
                      className="size-4 accent-accent align-middle"
                    />
                  </td>
                )}
                {columns.map((column, place) => (
                  <td
                    key={column.name}
                    // Long words must not push the amounts out of view.
                    className={`h-(--row) py-1 ${shape(column)} ${place === 0 ? `wrap-anywhere ${selection ? 'min-w-20' : ''}` : above}`}
                  >
                    {to && place === 0 ? (
                      <Link to={to(row)} state={state} className="font-semibold after:absolute after:inset-0">
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
    </div>
  )
}

/** Up and down move between rows, x chooses the row, Shift with an arrow takes the next one along. */
function rowKeys(
  event: KeyboardEvent<HTMLElement>,
  keys: readonly string[],
  selection: Pick<Selection<never>, 'chosen' | 'onChange'> | undefined,
): void {
  const at = event.target as HTMLElement
  const row = at.closest('tr')
  const key = row?.dataset['key']
  if (!row || key === undefined || event.ctrlKey || event.metaKey || event.altKey) return
  if (at.matches('input:not([type=checkbox]), select, textarea')) return
  if (selection && event.key === 'x') {
    event.preventDefault()
    selection.onChange(toggled(selection.chosen, key))
  }
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  const next = step === undefined ? undefined : keys[keys.indexOf(key) + step]
  if (next === undefined) return
  event.preventDefault()
  const other = step === 1 ? row.nextElementSibling : row.previousElementSibling
  other?.querySelector<HTMLElement>(at.matches('input') ? 'input' : 'a, button, input')?.focus()
  if (event.shiftKey && selection) selection.onChange(new Set([...selection.chosen, key, next]))
}

function toggled(chosen: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(chosen)
  if (!next.delete(key)) next.add(key)
  return next
}

function SelectAll({
  keys,
  chosen,
  all,
  onChange,
}: { keys: string[] } & Pick<Selection<never>, 'chosen' | 'all' | 'onChange'>) {
  const whole = keys.length > 0 && keys.every((key) => chosen.has(key))
  const partly = !whole && keys.some((key) => chosen.has(key))
  return (
    <input
      type="checkbox"
      aria-label={all}
      checked={whole}
      ref={(box) => {
        if (box) box.indeterminate = partly
      }}
      onChange={() => {
        const next = new Set(chosen)
        for (const key of keys)
          if (whole) next.delete(key)
          else next.add(key)
        onChange(next)
      }}
      className="size-4 accent-accent align-middle"
    />
  )
}

function SortButton({
  direction,
  toggle,
  before,
  children,
}: NonNullable<Column<never>['sort']> & { before: boolean; children: ReactNode }) {
  return (
    <button
      type="button"
      onClick={toggle}
      className={`group inline-flex items-center gap-1 rounded hover:text-ink ${before ? 'flex-row-reverse' : ''} ${direction ? 'font-semibold text-ink' : ''}`}
    >
      {children}
      <span
        className={`${direction === 'asc' ? 'rotate-180' : ''} ${direction ? '' : 'invisible group-hover:visible group-focus-visible:visible'}`}
      >
        <ChevronIcon size={12} />
      </span>
    </button>
  )
}
