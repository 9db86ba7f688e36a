import { readPeopleTable } from '../../lib/people-table.ts'
import { readSpreadsheet, SpreadsheetError } from '../../lib/spreadsheet.ts'
import type { ImportMessage } from './import-people.ts'

const TELL_EVERY = 250
const tell = (message: ImportMessage) => postMessage(message)

/** Reads one file away from the page, which goes on answering meanwhile. */
addEventListener('message', (event: MessageEvent<File>) => void read(event.data))

async function read(file: File): Promise<void> {
  try {
    const rows = readSpreadsheet(new Uint8Array(await file.arrayBuffer()))
    const table = await readPeopleTable(rows, (count) => {
      if (count % TELL_EVERY === 0) tell({ kind: 'progress', rows: count })
    })
    tell(table ? { kind: 'done', table } : { kind: 'failed', fault: 'no-head' })
  } catch (error) {
    tell({ kind: 'failed', fault: error instanceof SpreadsheetError ? error.fault : 'unreadable' })
  }
}
