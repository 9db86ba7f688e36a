import type { Language } from '../contract/problems.ts'
import type { PeopleFile } from './people-file.ts'
import type { BadRow } from './people-table.ts'
import { MOST_BYTES, type SpreadsheetFault } from './spreadsheet.ts'
import type { PeopleLeft } from './people-left.worker.ts'
import type { SavedRow } from './people-template.ts'
import type { ColumnGroup } from './table-head.ts'

export type ImportRequest = { file: File; sheet?: string; columns?: ColumnGroup }
export type ImportMessage =
  | { kind: 'progress'; rows: number }
  | { kind: 'done'; found: PeopleFile }
  | { kind: 'failed'; fault: SpreadsheetFault }
/** Bad rows come ahead of the end, some at a time. */
export type WorkerMessage = ImportMessage | { kind: 'bad'; rows: BadRow[] }

/** A file that has people in it takes a second or two; one that takes longer is made to keep somebody waiting. */
const PATIENCE_MS = 30_000

/** Reads a file in a worker; answers how to give it up. `onMessage` hears of progress, and of the end once. */
export function importPeople(
  request: ImportRequest,
  onMessage: (message: ImportMessage) => void,
): () => void {
  if (request.file.size > MOST_BYTES) {
    onMessage({ kind: 'failed', fault: 'too-large' })
    return () => {}
  }
  const worker = new Worker(new URL('./import-people.worker.ts', import.meta.url), { type: 'module' })
  const stop = () => {
    clearTimeout(timer)
    worker.terminate()
  }
  const end = (message: ImportMessage) => {
    stop()
    onMessage(message)
  }
  const timer = setTimeout(() => end({ kind: 'failed', fault: 'too-much-inside' }), PATIENCE_MS)
  const badRows: BadRow[] = []
  worker.addEventListener('message', ({ data }: MessageEvent<WorkerMessage>) => {
    if (data.kind === 'bad') badRows.push(...data.rows)
    else if (data.kind === 'progress') onMessage(data)
    else end(data.kind === 'done' ? withBad(data.found, badRows) : data)
  })
  worker.addEventListener('error', () => end({ kind: 'failed', fault: 'unreadable' }))
  worker.postMessage(request)
  return stop
}

function withBad(found: PeopleFile, badRows: BadRow[]): ImportMessage {
  const { table } = found
  const bad = badRows.flatMap(({ faults }) => faults)
  return { kind: 'done', found: { ...found, table: table && { ...table, bad, badRows } } }
}

/** Rows that were not added, as a table that can be imported again; written in a worker. */
export function writePeopleLeft(rows: readonly SavedRow[], language: Language): Promise<Blob> {
  const worker = new Worker(new URL('./people-left.worker.ts', import.meta.url), { type: 'module' })
  return new Promise<Blob>((resolve, reject) => {
    worker.addEventListener('message', ({ data }: MessageEvent<Blob | null>) =>
      data ? resolve(data) : reject(new Error('the table could not be written')),
    )
    worker.addEventListener('error', () => reject(new Error('the worker could not start')))
    worker.postMessage({ rows, language } satisfies PeopleLeft)
  }).finally(() => worker.terminate())
}
