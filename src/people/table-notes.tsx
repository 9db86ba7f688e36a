import { VList } from 'virtua'
import { Button } from '../ui/button.tsx'
import { useText } from '../ui/language.tsx'
import type { PeopleFile } from './people-file.ts'
import type { PeopleTable, SkippedRow } from './people-table.ts'
import { tableMessages } from './table-messages.ts'

const ROW_HEIGHT = 26
const TALLEST = 160

/** Notes on what was not read: other sheets, unused columns and skipped rows. */
export function TableNotes({
  found: { sheet, passed },
  table: { skipped, columns },
  onSheet,
}: {
  found: PeopleFile
  table: PeopleTable
  onSheet(name: string): void
}) {
  const t = useText(tableMessages)
  const unused = columns.filter(({ field }) => field === null)
  const others = passed.filter(({ why }) => why === 'other-people')
  return (
    <div className="flex flex-col gap-1 text-small text-muted wrap-anywhere">
      {passed.length > 0 && (
        <p>
          {t.sheetRead(sheet)}
          {' · '}
          {t.sheetPassed(passed.map((one) => t.passed(one.sheet, t[`passed-${one.why}`])).join(t.comma))}
        </p>
      )}
      {others.length > 0 && (
        <p className="flex flex-wrap gap-2">
          {others.map((one) => (
            <Button key={one.sheet} onClick={() => onSheet(one.sheet)}>
              {t.readSheet(one.sheet)}
            </Button>
          ))}
        </p>
      )}
      {unused.length > 0 && (
        <p>{t.columnsUnused(unused.map(({ letter, head }) => `${letter} ${head}`).join(t.comma))}</p>
      )}
      {skipped.length > 0 && <Skipped rows={skipped} />}
    </div>
  )
}

function Skipped({ rows }: { rows: readonly SkippedRow[] }) {
  const t = useText(tableMessages)
  const count = rows.reduce((sum, { row, last }) => sum + last - row + 1, 0)
  return (
    <details>
      <summary className="cursor-pointer">{t.skipped(count)}</summary>
      <div
        className="mt-1 rounded border border-line"
        style={{ height: Math.min(TALLEST, rows.length * ROW_HEIGHT) }}
      >
        <VList data={rows}>
          {({ row, last, text, why }) => (
            <p key={row} className="truncate px-2 py-0.5" title={text}>
              <span className="text-ink tabular">
                {t.skippedRow(row === last ? `${row}` : `${row}–${last}`)}
              </span>{' '}
              {t[`skip-${why}`]}
              {text && ` “${text}”`}
            </p>
          )}
        </VList>
      </div>
    </details>
  )
}
