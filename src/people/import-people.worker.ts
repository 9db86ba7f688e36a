import type { ImportMessage, ImportRequest } from './import-people.ts'
import { readPeopleFile } from './people-file.ts'
import { SpreadsheetError } from './spreadsheet.ts'

const TELL_EVERY = 250
const tell = (message: ImportMessage) => postMessage(message)

/** Reads one file away from the page, which goes on answering meanwhile. */
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
    tell({ kind: 'done', found })
  } catch (error) {
    tell({ kind: 'failed', fault: error instanceof SpreadsheetError ? error.fault : 'unreadable' })
  }
}
