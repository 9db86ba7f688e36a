import { useCallback, useMemo, useRef, useState } from 'react'
import type { Relation } from '../contract/people.ts'
import type { InsuredForm } from '../contract/people-typed.ts'
import { fieldWords } from '../contract/problems.ts'
import { saveFile } from '../lib/save-file.ts'
import { MARKS } from '../lib/marks.ts'
import { Button } from '../ui/button.tsx'
import { Banner } from '../ui/feedback.tsx'
import { useLanguage, useText } from '../ui/language.tsx'
import { GroupRelation } from './group-relation.tsx'
import type { TableField } from './head-words.ts'
import { writePeopleLeft } from './import-people.ts'
import { firstMend, identityOf, type MendedRow, mendRow } from './mend-row.ts'
import { MendRows } from './mend-rows.tsx'
import type { PeopleFile } from './people-file.ts'
import { MOST_ROWS, type PeopleTable } from './people-table.ts'
import type { SavedRow } from './people-template.ts'
import { tableMessages } from './table-messages.ts'
import { TableNotes } from './table-notes.tsx'

type Props = {
  found: PeopleFile
  table: PeopleTable
  /** Free places of the order when the file was read. */
  room: number
  most: number
  onAdd(people: InsuredForm[]): void
  /** No one is left to add or correct. */
  onDone(): void
  onSheet(name: string): void
  onColumns(): void
}

/** Import result: people to add, rows to correct or save, and notes on skipped data. */
export function ImportResult({ found, table, room, most, onAdd, onDone, onSheet, onColumns }: Props) {
  const t = useText(tableMessages)
  const { language } = useLanguage()
  const [space] = useState(room)
  const [rest, setRest] = useState(table.people)
  const [bad, setBad] = useState(() => table.badRows.map(firstMend))
  const [added, setAdded] = useState(0)
  const [relation, setRelation] = useState<Relation | ''>('')
  const [asked, setAsked] = useState(false)
  const [unsaved, setUnsaved] = useState(false)
  const region = useRef<HTMLDivElement>(null)
  const [documents, setDocuments] = useState(() => new Set(table.people.map(identityOf)))

  const mended = useMemo(() => bad.flatMap(({ person }) => person ?? []), [bad])
  const ready = useMemo(() => [...rest, ...mended], [rest, mended])
  const taken = Math.min(ready.length, space - added)
  const left = ready.length - taken
  const wrong = bad.length - mended.length
  const without = useMemo(() => ready.filter((one) => one.relation === '').length, [ready])

  const mend = useCallback(
    (place: number, field: TableField, value: string) =>
      setBad((before) => {
        const isTaken = (identity: string) =>
          documents.has(identity) ||
          before.some(({ person }, at) => at !== place && person !== null && identityOf(person) === identity)
        return before.map((row, at) => (at === place ? mendRow(row, field, value, isTaken) : row))
      }),
    [documents],
  )
  function add() {
    if (without > 0 && relation === '') {
      setAsked(true)
      region.current?.querySelector<HTMLElement>('[data-field=groupRelation]')?.focus()
      return
    }
    onAdd(ready.slice(0, taken).map((one) => (one.relation === '' ? { ...one, relation } : one)))
    setDocuments(new Set([...documents, ...mended.map(identityOf)]))
    setRest(ready.slice(taken))
    setBad(bad.filter(({ person }) => person === null))
    setAdded(added + taken)
    if (left === 0 && wrong === 0) onDone()
  }
  async function save(rows: readonly SavedRow[], name: string) {
    setUnsaved(false)
    try {
      saveFile(await writePeopleLeft(rows, language), `${name}.xlsx`)
    } catch {
      setUnsaved(true)
    }
  }
  const saveBad = () => {
    const rows = bad.filter(({ person }) => person === null)
    return save(
      rows.map((row) => ({ cells: row.texts, row: row.bad.row, reason: reasonsOf(row) })),
      t.badName,
    )
  }
  const reasonsOf = ({ bad: { faults }, faults: now }: MendedRow) =>
    [...now]
      .map(([field, code]) => {
        const cell = faults.find((one) => one.mend === field)
        return `${cell ? `${t.badCell(cell.cell, cell.head)}${MARKS[language].colon}` : ''}${fieldWords(code, language, field)}`
      })
      .join(MARKS[language].semicolon)

  return (
    <div ref={region} className="flex flex-col gap-3">
      <p role="status" className="font-semibold">
        {table.rows === 0
          ? t.importEmpty
          : t.importFound(table.rows.toLocaleString('en'), ready.length + added, wrong)}
      </p>
      <TableNotes found={found} table={table} onSheet={onSheet} />
      {table.more && <Banner tone="warn" title={t.importMore(MOST_ROWS.toLocaleString('en'))} />}
      {left > 0 && (
        <Banner
          tone="warn"
          title={t.importOver(most, added + taken, left)}
          action={
            <Button
              onClick={() =>
                void save(
                  ready.slice(taken).map((cells) => ({ cells })),
                  t.leftName,
                )
              }
            >
              {t.saveLeft(left)}
            </Button>
          }
        />
      )}
      {unsaved && <Banner tone="bad" title={t.unsaved} />}
      {bad.length > 0 && <MendRows rows={bad} onMend={mend} />}
      {without > 0 && taken > 0 && (
        <GroupRelation
          value={relation}
          error={asked && relation === '' ? fieldWords('choose', language) : undefined}
          onChange={setRelation}
        />
      )}
      {added > 0 && <p className="text-good">{t.importAdded(added)}</p>}
      <div className="flex flex-wrap gap-2">
        {taken > 0 && (
          <Button look="primary" onClick={add}>
            {t.importAdd(taken)}
          </Button>
        )}
        {wrong > 0 && <Button onClick={() => void saveBad()}>{t.saveBad(wrong)}</Button>}
        <Button look="quiet" onClick={onColumns}>
          {t.changeColumns}
        </Button>
      </div>
    </div>
  )
}
