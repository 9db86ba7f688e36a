import type { Language } from '../contract/problems.ts'
import { peopleLeft, type SavedRow } from './people-template.ts'

export type PeopleLeft = { rows: readonly SavedRow[]; language: Language }

/** Writes thousands of rows away from the page, which goes on answering meanwhile; null where it failed. */
addEventListener('message', ({ data }: MessageEvent<PeopleLeft>) => {
  peopleLeft(data.rows, data.language).then(
    (file) => postMessage(file),
    () => postMessage(null),
  )
})
