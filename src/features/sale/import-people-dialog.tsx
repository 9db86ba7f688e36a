import { type ChangeEvent, type DragEvent, useEffect, useRef, useState } from 'react'
import { VList } from 'virtua'
import type { InsuredForm } from '../../contract/people-form.ts'
import { fieldWords } from '../../contract/problems.ts'
import { type BadCell, MOST_ROWS, type PeopleTable } from '../../people/people-table.ts'
import { saveFile } from '../../lib/save-file.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Banner } from '../../ui/feedback.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { importPeople, writePeopleLeft } from '../../people/import-people.ts'
import type { SpreadsheetFault } from '../../people/spreadsheet.ts'
import { tableMessages } from '../../people/table-messages.ts'
import { peopleTemplate } from '../../people/people-template.ts'

type Props = {
  /** How many more this order can take. */
  room: number
  most: number
  open: boolean
  onClose(): void
  onAdd(people: InsuredForm[]): void
}

/** People from a spreadsheet: what is good can be added at once, what is not is listed cell by cell. */
export function ImportPeopleDialog({ open, onClose, ...rest }: Props) {
  const t = useText(tableMessages)
  return (
    <Dialog title={t.importTitle} open={open} onClose={onClose} closeLabel={t.close}>
      <ImportForm {...rest} onClose={onClose} />
    </Dialog>
  )
}

type State =
  | { kind: 'idle' }
  | { kind: 'reading'; rows: number }
  | { kind: 'failed'; fault: SpreadsheetFault | 'no-head'; file: string }
  | { kind: 'done'; table: PeopleTable; added: number | null }

function ImportForm({ room, most, onClose, onAdd }: Omit<Props, 'open'>) {
  const t = useText(tableMessages)
  const { language } = useLanguage()
  const [state, setState] = useState<State>({ kind: 'idle' })
  const stop = useRef(() => {})
  useEffect(() => () => stop.current(), [])

  function read(file: File | undefined) {
    if (!file) return
    stop.current()
    setState({ kind: 'reading', rows: 0 })
    stop.current = importPeople({ file }, (message) => {
      if (message.kind === 'progress') setState({ kind: 'reading', rows: message.rows })
      else if (message.kind === 'failed') setState({ ...message, file: file.name })
      else if (message.found.table) setState({ kind: 'done', table: message.found.table, added: null })
      else setState({ kind: 'failed', fault: 'no-head', file: file.name })
    })
  }
  function choose(event: ChangeEvent<HTMLInputElement>) {
    read(event.target.files?.[0])
    // The same file, once mended, can be chosen again.
    event.target.value = ''
  }
  function drop(event: DragEvent) {
    event.preventDefault()
    read(event.dataTransfer.files[0])
  }
  const template = async () => saveFile(await peopleTemplate(language), `${t.templateName}.xlsx`)

  return (
    <div className="flex flex-col gap-4">
      {state.kind !== 'done' && <p>{t.importAbout}</p>}
      <label
        onDragOver={(event) => event.preventDefault()}
        onDrop={drop}
        className={`${state.kind === 'done' ? 'py-2' : 'py-6'} grid cursor-pointer justify-items-center gap-1 rounded border border-dashed border-line-strong px-4 text-center hover:border-accent hover:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-accent`}
      >
        <input
          type="file"
          accept=".xlsx,.csv,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
          className="sr-only"
          onChange={choose}
        />
        <strong className="text-accent">{t.importChoose}</strong>
        <span className="text-small text-muted">{t.importLimits}</span>
      </label>
      <div role="status" aria-live="polite">
        {state.kind === 'reading' && (
          <>
            <progress className="w-full accent-accent" aria-label={t.importTitle} />
            <p className="text-muted">{t.importReading(state.rows.toLocaleString('en'))}</p>
          </>
        )}
        {state.kind === 'failed' && (
          <Banner tone="warn" title={state.fault === 'no-head' ? t.assignMissing : t[state.fault]}>
            <span className="wrap-anywhere">{state.file}</span>
          </Banner>
        )}
        {state.kind === 'done' && (
          <ImportResult
            {...state}
            room={room}
            most={most}
            onAdd={(people) => {
              onAdd(people)
              if (state.table.bad.length === 0 && people.length === state.table.people.length) onClose()
              else setState({ ...state, added: people.length })
            }}
          />
        )}
      </div>
      <div className="flex flex-wrap gap-2">
        <Button onClick={onClose}>{t.close}</Button>
        <Button look="quiet" onClick={() => void template()}>
          {t.template}
        </Button>
      </div>
    </div>
  )
}

function ImportResult({
  table,
  added,
  room,
  most,
  onAdd,
}: {
  table: PeopleTable
  added: number | null
  room: number
  most: number
  onAdd(people: InsuredForm[]): void
}) {
  const t = useText(tableMessages)
  const { language } = useLanguage()
  const { people, bad, rows, more } = table
  const taken = added ?? Math.min(people.length, room)
  const left = people.slice(taken)
  const badRows = new Set(bad.map(({ row }) => row)).size
  const save = async () => saveFile(await writePeopleLeft(left, language), `${t.leftName}.xlsx`)
  return (
    <div className="flex flex-col gap-3">
      <p className="font-semibold">
        {rows === 0 ? t.importEmpty : t.importFound(rows.toLocaleString('en'), people.length, badRows)}
      </p>
      {more && <Banner tone="warn" title={t.importMore(MOST_ROWS.toLocaleString('en'))} />}
      {left.length > 0 && (
        <Banner
          tone="warn"
          title={t.importOver(most, taken, left.length)}
          action={<Button onClick={() => void save()}>{t.saveLeft(left.length)}</Button>}
        />
      )}
      {bad.length > 0 && <BadCells bad={bad} />}
      {added !== null ? (
        <p className="text-good">{t.importAdded(added)}</p>
      ) : (
        people.length > 0 && (
          <div>
            <Button look="primary" disabled={taken === 0} onClick={() => onAdd(people.slice(0, taken))}>
              {t.importAdd(taken)}
            </Button>
          </div>
        )
      )}
    </div>
  )
}

/** Every cell that could not be taken, however many there are: only those in sight are drawn. */
function BadCells({ bad }: { bad: readonly BadCell[] }) {
  const t = useText(tableMessages)
  const { language } = useLanguage()
  const reason = ({ code }: BadCell) => fieldWords(code, language)
  return (
    <section aria-label={t.bad(bad.length)}>
      <h3 className="mb-1 text-muted">{t.bad(bad.length)}</h3>
      <div
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls has to be reachable by keyboard
        tabIndex={0}
        role="group"
        aria-label={t.bad(bad.length)}
        className="rounded border border-line"
        style={{ height: Math.min(240, bad.length * 48) }}
      >
        <VList data={bad}>
          {(one) => (
            <p key={`${one.cell} ${one.field}`} className="border-b border-line px-3 py-1.5">
              <strong className="tabular">{one.cell}</strong>{' '}
              <span className="text-muted">
                {one.head || t[one.field]}
                {one.value && ` “${one.value}”`}
              </span>
              <span className="block text-small text-bad">{reason(one)}</span>
            </p>
          )}
        </VList>
      </div>
    </section>
  )
}
