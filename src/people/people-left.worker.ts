import type { Language } from '../contract/problems.ts'
import { peopleLeft, type SavedRow } from './people-template.ts'

export type PeopleLeft = { rows: readonly SavedRow[]; language: Language }

/** Writes the table in a worker, so that the page stays responsive; null on failure. */
addEventListener('message', ({ data }: MessageEvent<PeopleLeft>) => {
  peopleLeft(data.rows, data.language).then(
    (file) => postMessage(file),
    () => postMessage(null),
  )
})
