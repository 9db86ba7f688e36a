import { useState } from 'react'
import { Button } from '../ui/button.tsx'
import { SelectField } from '../ui/field.tsx'
import { useText } from '../ui/language.tsx'
import { TABLE_FIELDS, type TableField } from './head-words.ts'
import type { Preview } from './people-file.ts'
import type { TableColumn } from './people-table.ts'
import type { ColumnGroup } from './table-head.ts'
import { tableMessages } from './table-messages.ts'

/** Assigns columns by hand for an unknown header. */
export function AssignColumns({
  preview,
  columns,
  onRead,
}: {
  preview: Preview
  /** The recognised columns as initial values. */
  columns: readonly TableColumn[]
  onRead(columns: ColumnGroup): void
}) {
  const t = useText(tableMessages)
  const [chosen, setChosen] = useState(() =>
    preview.letters.map((letter) => columns.find((column) => column.letter === letter)?.field ?? ''),
  )
  const [fault, setFault] = useState<string>()
  const twice = TABLE_FIELDS.find((field) => chosen.filter((one) => one === field).length > 1)

  function read() {
    if (twice) return setFault(t.assignTwice(t[twice]))
    if (!chosen.includes('name') || !chosen.includes('cardNo')) return setFault(t.assignMissing)
    const group: ColumnGroup = {}
    chosen.forEach((field, at) => {
      const head = columns.find(({ letter }) => letter === preview.letters[at])?.head ?? ''
      if (field) group[field] = { at, head }
    })
    onRead(group)
  }
  const choose = (at: number, field: TableField | '') => {
    setFault(undefined)
    setChosen((before) => before.map((one, place) => (place === at ? field : one)))
  }
  return (
    <section aria-label={t.assignTitle} className="flex flex-col gap-3">
      <div>
        <h3 className="font-semibold">{t.assignTitle}</h3>
        <p className="text-muted">{columns.length > 0 ? t.assignAgain : t.assignAbout}</p>
      </div>
      <div
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls has to be reachable by keyboard
        tabIndex={0}
        role="group"
        aria-label={t.assignTitle}
        className="overflow-x-auto rounded border border-line"
      >
        <table className="w-full border-collapse text-small">
          <thead>
            <tr>
              <th
                scope="col"
                className="border-b border-line px-2 py-2 text-right align-bottom font-normal whitespace-nowrap text-muted"
              >
                {t.rowNo}
              </th>
              {preview.letters.map((letter, at) => (
                <th key={letter} scope="col" className="min-w-32 border-b border-line px-2 py-2 text-left">
                  <SelectField
                    label={t.assignColumn(letter)}
                    value={chosen[at] ?? ''}
                    placeholder={t.assignIgnore}
                    options={TABLE_FIELDS.map((field) => ({ value: field, label: t[field] }))}
                    onChange={(event) => choose(at, event.target.value as TableField | '')}
                  />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {preview.rows.map(({ row, texts }) => (
              <tr key={row} className="border-b border-line last:border-b-0">
                <th scope="row" className="px-2 py-1 text-right font-normal text-muted tabular">
                  {row}
                </th>
                {preview.letters.map((letter, at) => (
                  <td
                    key={letter}
                    className={`max-w-52 truncate px-2 py-1 ${chosen[at] ? '' : 'text-muted'}`}
                    title={texts[at]}
                  >
                    {texts[at]}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {fault && (
        <p role="alert" className="text-bad">
          {fault}
        </p>
      )}
      <div>
        <Button look="primary" onClick={read}>
          {t.assignRead}
        </Button>
      </div>
    </section>
  )
}
