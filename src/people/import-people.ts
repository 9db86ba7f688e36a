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
/** Bad rows arrive in batches before the end. */
export type WorkerMessage = ImportMessage | { kind: 'bad'; rows: BadRow[] }

/** Time limit. Real files take a second or two. */
const PATIENCE_MS = 30_000

/** Reads a file in a worker. Returns the cancel function. `onMessage` gets progress, and the result once. */
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

/** Writes rows that were not added as an importable table, in a worker. */
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
