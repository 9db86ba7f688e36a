import type { ImportRequest, WorkerMessage } from './import-people.ts'
import { readPeopleFile } from './people-file.ts'
import { SpreadsheetError } from './spreadsheet.ts'

const TELL_EVERY = 250
/** Batch size, so that thousands of bad rows do not block the page. */
const ROWS_AT_ONCE = 200
const tell = (message: WorkerMessage) => postMessage(message)

/** Reads a file in a worker, so that the page stays responsive. */
addEventListener('message', (event: MessageEvent<ImportRequest>) => void read(event.data))

async function read({ file, sheet, columns }: ImportRequest): Promise<void> {
  try {
    const found = await readPeopleFile(new Uint8Array(await file.arrayBuffer()), {
      ...(sheet !== undefined && { sheet }),
      ...(columns && { columns }),
      onRow: (count) => {
        if (count % TELL_EVERY === 0) tell({ kind: 'progress', rows: count })
      },
    })
    const { table } = found
    for (let at = 0; table && at < table.badRows.length; at += ROWS_AT_ONCE)
      tell({ kind: 'bad', rows: table.badRows.slice(at, at + ROWS_AT_ONCE) })
    tell({ kind: 'done', found: { ...found, table: table && { ...table, bad: [], badRows: [] } } })
  } catch (error) {
    tell({ kind: 'failed', fault: error instanceof SpreadsheetError ? error.fault : 'unreadable' })
  }
}
