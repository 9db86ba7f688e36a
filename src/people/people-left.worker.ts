import type { Language } from '../contract/problems.ts'
import { type PersonCells, peopleLeft } from './people-template.ts'

export type PeopleLeft = { people: readonly PersonCells[]; language: Language }

/** Writes thousands of rows away from the page, which goes on answering meanwhile; null where it failed. */
addEventListener('message', ({ data }: MessageEvent<PeopleLeft>) => {
  peopleLeft(data.people, data.language).then(
    (file) => postMessage(file),
    () => postMessage(null),
  )
})
