import { type ChangeEvent, type DragEvent, useEffect, useRef, useState } from 'react'
import type { InsuredForm } from '../../contract/people-typed.ts'
import { saveFile } from '../../lib/save-file.ts'
import { AssignColumns } from '../../people/assign-columns.tsx'
import { type ImportRequest, importPeople } from '../../people/import-people.ts'
import { ImportResult } from '../../people/import-result.tsx'
import type { PeopleFile } from '../../people/people-file.ts'
import { peopleTemplate } from '../../people/people-template.ts'
import type { SpreadsheetFault } from '../../people/spreadsheet.ts'
import { tableMessages } from '../../people/table-messages.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Banner } from '../../ui/feedback.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'

type Props = {
  /** How many more people this order allows. */
  room: number
  most: number
  open: boolean
  onClose(): void
  onAdd(people: InsuredForm[]): void
}

/** Imports people from a spreadsheet. Valid rows can be added; invalid ones are corrected in place. */
export function ImportPeopleDialog({ open, onClose, ...rest }: Props) {
  const t = useText(tableMessages)
  return (
    <Dialog title={t.importTitle} open={open} onClose={onClose} closeLabel={t.close} wide keep>
      <ImportForm {...rest} onClose={onClose} />
    </Dialog>
  )
}

type State =
  | { kind: 'idle' }
  | { kind: 'reading'; rows: number }
  | { kind: 'failed'; fault: SpreadsheetFault; file: string }
  | { kind: 'columns'; found: PeopleFile }
  | { kind: 'done'; found: PeopleFile; count: number }

function ImportForm({ room, most, onClose, onAdd }: Omit<Props, 'open'>) {
  const t = useText(tableMessages)
  const { language } = useLanguage()
  const [state, setState] = useState<State>({ kind: 'idle' })
  const [file, setFile] = useState<File>()
  const stop = useRef(() => {})
  const reads = useRef(0)
  useEffect(() => () => stop.current(), [])

  function read(request: ImportRequest) {
    stop.current()
    setFile(request.file)
    setState({ kind: 'reading', rows: 0 })
    stop.current = importPeople(request, (message) => {
      if (message.kind === 'progress') setState({ kind: 'reading', rows: message.rows })
      else if (message.kind === 'failed') setState({ ...message, file: request.file.name })
      else if (!message.found.table) setState({ kind: 'columns', found: message.found })
      else setState({ kind: 'done', found: message.found, count: ++reads.current })
    })
  }
  function choose(event: ChangeEvent<HTMLInputElement>) {
    const [chosen] = event.target.files ?? []
    if (chosen) read({ file: chosen })
    // Lets the user choose the same file again after fixing it.
    event.target.value = ''
  }
  function drop(event: DragEvent) {
    event.preventDefault()
    const [dropped] = event.dataTransfer.files
    if (dropped) read({ file: dropped })
  }
  const again = (change: Omit<ImportRequest, 'file'>) => file && read({ file, ...change })
  const template = async () => saveFile(await peopleTemplate(language), `${t.templateName}.xlsx`)
  const found = state.kind === 'done' || state.kind === 'columns' ? state.found : null

  return (
    <div className="flex flex-col gap-4">
      {!found && <p>{t.importAbout}</p>}
      <label
        onDragOver={(event) => event.preventDefault()}
        onDrop={drop}
        className={`${found ? 'py-2' : 'py-6'} grid cursor-pointer justify-items-center gap-1 rounded border border-dashed border-line-strong px-4 text-center hover:border-accent hover:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-accent`}
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
      <div role="status" aria-live="polite" className="contents">
        {state.kind === 'reading' && (
          <>
            <progress className="w-full accent-accent" aria-label={t.importTitle} />
            <p className="text-muted">{t.importReading(state.rows.toLocaleString('en'))}</p>
          </>
        )}
        {state.kind === 'failed' && (
          <Banner tone="warn" title={t[state.fault]}>
            <span className="wrap-anywhere">{state.file}</span>
          </Banner>
        )}
      </div>
      {state.kind === 'columns' && (
        <AssignColumns
          key={state.found.sheet}
          preview={state.found.preview}
          columns={state.found.table?.columns ?? []}
          onRead={(columns) => again({ sheet: state.found.sheet, columns })}
        />
      )}
      {state.kind === 'done' && state.found.table && (
        <ImportResult
          key={state.count}
          found={state.found}
          table={state.found.table}
          room={room}
          most={most}
          onAdd={onAdd}
          onDone={() => {
            setState({ kind: 'idle' })
            onClose()
          }}
          onSheet={(sheet) => again({ sheet })}
          onColumns={() => setState({ kind: 'columns', found: state.found })}
        />
      )}
      <div className="flex flex-wrap gap-2">
        <Button onClick={onClose}>{t.close}</Button>
        <Button look="quiet" onClick={() => void template()}>
          {t.template}
        </Button>
      </div>
    </div>
  )
}
